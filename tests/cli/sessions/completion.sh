# SPDX-License-Identifier: Apache-2.0
# What Tab offers, and its menu.
cp "$here/sessions/careers.cypher" "$work/careers.cypher"
mkdir -p "$work/pictures" "$work/.config/hoego/queries"
printf '// who was where\nMATCH (p:Person)-[:TOOK]->()-[:AT]->(o) RETURN p.name, o.name;\n' \
  >"$work/.config/hoego/queries/who-was-where.cypher"
start 78 24
enter ':source careers.cypher'
until_shown 'created'
keys C-l

text 'mat'
keys Tab
shot completes_keyword_in_its_case
text ' (p:Per'
keys Tab
shot completes_label
text ')-[:ST'
keys Tab
text ']->(x) RETURN p.'
keys Tab
shot menu_of_properties
keys Tab Tab
shot menu_second
keys BTab
shot menu_back
keys Right
shot menu_taken
text ', COUN'
keys Tab
shot completes_function_in_its_case
keys C-c C-l
text "MATCH (p:Person) WHERE p.name IN ['다온', '은"
keys Tab Tab Tab
shot completes_value
keys Escape
shot menu_given_up
keys C-c C-l
text "MATCH (o:Company {name: '"
keys Tab
shot completes_values_of_the_label
keys C-c C-c C-l
text 'RETURN startN'
keys Tab
shot completes_function_with_signature
keys C-c C-l
text ':ti'
keys Tab
shot completes_command
keys C-c C-l
keys C-c C-l
text ':timeline 은'
keys Tab Tab
text ' pic'
keys Tab
shot completes_person_and_file
keys C-c C-l
text ':path 백'
keys Tab
text ' -> 데'
keys Tab
shot completes_places
keys C-c C-l
text ':explain MATCH (p:Person) RETURN p.n'
keys Tab
shot completes_in_explain
keys C-c C-l
text ':queries who'
keys Tab
shot completes_question
keys C-c C-c C-l
text ':mode '
keys Tab
shot completes_mode
keys C-c C-c C-l
text ':help toU'
keys Tab
shot completes_topic
keys C-c C-c C-l
text ':source c'
keys Tab
shot completes_file
keys C-c C-l
text ':source ~/car'
keys Tab
shot completes_file_at_home
keys C-c C-c C-l
enter ":param role = 'data-engineer'"
keys C-l
text 'RETURN $r'
keys Tab
shot completes_parameter
keys C-c C-l

# Names that are read while the user waits: the menu is filled up by itself.
enter "UNWIND range(1, 200000) AS i CREATE (:Person {name: '사람' + i});"
until_shown '200,000 nodes created'
keys C-l
text "MATCH (p:Person {name: '사람19999"
keys Tab
shot completes_among_many_names
