# SPDX-License-Identifier: Apache-2.0
# What keys do to the text: Hangul, words, undo, several lines, paste, history, search, resizing.
start 60 20

text '이직을 했다 abc'
shot hangul_columns
keys Left Left BSpace Left BSpace
text 'Z'
shot hangul_backspace
keys C-a Right BSpace Delete
shot hangul_delete_at_the_beginning
keys C-e C-u
text '한글 낱말 하나'
keys M-b C-Left
shot words_left
keys M-f C-w
shot word_cut
keys C-e C-y
shot word_put_back
keys C-_ C-_
shot undo
keys M-_
shot redo
keys C-a C-k
text 'ab'
keys Left C-t
shot exchanged
keys C-c

# 60 columns: a wide character does not fit in the last one.
text 'RETURN "가나다라마바사아자차카타파하가나다라마바사아자차카타파하"'
shot wide_characters_break_whole
keys C-c C-l

# A statement over several lines.
enter 'MATCH (사람:Person)'
text 'RETURN 사람.name AS 이름'
keys Up Left Left
shot several_lines_up
keys M-\> M-Enter
text 'LIMIT 3;'
shot several_lines_new_line
keys Enter
until_shown '0 rows'
keys C-l Up
shot history_whole_statement
keys C-c C-l
enter 'RETURN 1 AS 하나;'
enter 'RETURN 2 AS 둘;'
keys C-l C-p C-p C-p C-n
shot history_back_and_forth
keys C-c C-l C-r
text 'return'
shot search_finds
keys C-r
shot search_older
text 'x'
shot search_finds_nothing
keys BSpace C-s
shot search_newer
keys Enter
shot search_taken
keys C-c C-l

# Pasted as one: line breaks in it run nothing, a tab completes nothing.
paste 'MATCH (p:Person)
RETURN p.name AS 이름;
	RETURN 2;'
shot paste_as_one
keys C-c C-l

# Colours, and the bracket at the cursor with its partner.
text 'MATCH (p:Person) RETURN size(p.name), [1]'
until_styled '34m(.\[[0-9;]*m)*MATCH'
until_styled '33mPerson'
until_styled '36msize'
until_styled '4m(.\[[0-9;]*m)*\[.*4m(.\[[0-9;]*m)*\]'
keys C-c C-l
text ':explain MATCH (p)'
until_styled '36m(.\[[0-9;]*m)*:explain.*34m(.\[[0-9;]*m)*MATCH'
keys C-c C-l

# A narrower and a wider window.
enter 'MATCH (사람:Person)-[:TOOK]->(단계:Step)'
text 'RETURN 사람.name AS 이름, 단계.title AS 단계'
tm resize-window -t shell -x 34 -y 20
shot resized_narrower
tm resize-window -t shell -x 80 -y 20
text ' // 끝'
shot resized_wider
keys C-c C-l

# A text longer than the screen shows the part around the cursor.
paste "$(seq -f '// %g' 1 40)"
shot longer_than_the_screen
keys M-\<
shot longer_than_the_screen_top
keys C-c
until_shown '^C'
keys C-d
until_gone

# One entry for each statement, in the file.
same history_file "$work/history"
