// SPDX-License-Identifier: Apache-2.0
// The rows. Everything that is Korean or English in the time engine stands here.
#include "parser/time/rules.h"

#include <algorithm>

#include "base/unicode.h"

namespace hoego::parser {
namespace {

// clang-format off
const std::vector<std::pair<std::string, std::string>> kMacros = {
    {"TO", " (~|-|–|—|∼|～|〜|\\\\~|에서) "},
    // A year, said outright or by its distance.
    {"QUOTE", "('|’|‘)"},
    {"AGOYEAR", "(약 )?({y:num}|{y:sino}) 년여? 전{a=1}"},
    {"YEAR",
     "({Y:year4} 년도?|<QUOTE>{Y:year2} 년?도?|{Y:year2} 년도?|{dY:relyear}|{R:runyear}|"
     "<AGOYEAR>)(의|,)?"},
    // Before "상반기", "봄", "말" the word 년 may be missing.
    {"YEARX", "(<YEAR>|{Y:year4}|{dY:올}) "},
    {"MEDGE", "( {e:medge}쯤?| (첫|첫째|둘째|셋째|넷째|다섯째|마지막) ?주(차)?)"},
    // Lengths.
    {"ABOUT", "((약|대략|거의|근|한) {r=1}|만으로 |만 )"},
    {"YEARS", "({y:num}\\.5 년{m=6}|({y:num}|{y:sino}) 년(여{r=1})?|{y:years} 해)"},
    {"MONTHS",
     "({m:num}\\.5 (개월|달){d=15}|({m:num}|{m:sino}) 개월(여{r=1})?|"
     "({m:num}|{m:native}) 달( 여{r=1})?)"},
    {"WEEKS", "({w:num} 주일?|일주일{w=1}|{w:native} 주(간| 동안))"},
    {"TILDE", " (~|-|–|—|∼|～|〜|\\\\~) "},
    {"FEW",
     "({y:num}(<TILDE>|, ){x:num} 년|{m:num}<TILDE>{x:num} (개월|달)|{w:num}<TILDE>{x:num} 주){r=1}"},
    {"LEN",
     "(<FEW>|<YEARS>( 하고도?)? <MONTHS>|<YEARS> 반{m=6}|<YEARS>|<MONTHS> 반{d=15}|<MONTHS>|"
     "반 년{m=6}|보름{d=15}|<WEEKS>)"},
    // English.
    {"EABOUT",
     "((about|around|almost|nearly|over|roughly|approximately|more_than)_{r=1}|"
     "(the_)?(first|last|past)_)"},
    {"EPREP", "({b:eprep}_)"},
    {"EYEARS",
     "({y:num}\\.5_years{m=6}|({y:num}|{y:enum})_and_a_half_years{m=6}|"
     "({y:num}|{y:enum})(_|-)(years?|yrs?)|half_a_year{m=6}|a_year_and_a_half{y=1}{m=6})"},
    {"EMONTHS", "(({m:num}|{m:enum})(_|-)(months?|mos?))"},
    {"EUNITS", "(<EYEARS>( and)?_<EMONTHS>|<EYEARS>|<EMONTHS>|({w:num}|{w:enum})(_|-)weeks?)"},
    {"EONE", "(an?_(year{y=1}|month{m=1}|week{w=1}))"},
};

// A word, "=", its value; the words of one value are separated by "|".
const std::vector<std::pair<std::string, std::string>> kTables = {
    {"relyear",
     "재작년도|재작년|지지난해=-2, 작년도|작년|지난 해=-1, 내년도|내년=1, 내후년=2,"
     "올해|올 한 해|금년도|금년|이번 해|이번 년도|이번 연도=0"},
    {"올", "올=0"},
    {"runyear", "그 해|같은 해|동년=0, 그 다음 해|그 이듬 해|이듬 해|다음 해=1"},
    {"relmonth",
     "지지난 달=-2, 지난 달|저번 달=-1, 이번 달|이달|금월=0, 다음 달|내달=1, 다다음 달=2"},
    {"relweek", "지지난 주=2, 지난 주|저번 주=1, 다음 주|차주=-1, 다다음 주=-2"},
    {"weekday", "월=1, 화=2, 수=3, 목=4, 금=5, 토=6, 일=7"},
    {"last", "지난|저번=-1, 이번=0, 오는|돌아오는|다가오는=1"},
    {"season", "봄|봄 학기=21, 여름|여름 방학|여름 학기=22, 가을|가을 학기=23, 겨울|겨울 방학=24"},
    {"half", "상반기|전반기=40, 하반기|후반기=41"},
    {"halfnumber", "1=40, 2=41"},
    {"quarter", "1=33, 2=34, 3=35, 4=36"},
    {"semester", "1=3, 2=9"},
    {"medge", "초순|초반|초|상순=1, 중순|중반|중=2, 하순|말경|말일|말|후반=3"},
    {"yedge", "연초|초반|초기|초|시작=1, 중순|중반=2, 연말|말|막바지|끝자락=3, 후반=4"},
    {"yedgebare", "연초|년 초=1, 연말|년 말=3"},
    {"years", "두|두세=2, 세|서너=3, 네=4, 다섯=5, 여섯=6, 일곱=7, 여덟=8, 아홉=9, 열=10"},
    {"native",
     "한|한두=1, 두|두어|두세=2, 세|석|서너=3, 네|넉|너댓=4, 다섯=5, 여섯=6, 일곱=7, 여덟=8,"
     "아홉=9, 열=10, 열한=11, 열두=12"},
    {"sino",
     "일=1, 삼=3, 사=4, 오=5, 육=6, 칠=7, 팔=8, 구=9, 십=10, 십일=11, 십이=12, 십오=15,"
     "이십=20, 삼십=30"},
    {"ordinal", "첫|첫 번=1, 두 번|둘=2, 세 번|셋=3, 네 번|넷=4, 다섯 번=5, 여섯 번=6, 일곱 번=7"},
    {"kmonth", "일=1, 삼=3, 사=4, 오=5, 유=6, 칠=7, 팔=8, 구=9, 시=10, 십일=11, 십이=12"},
    {"emonth",
     "january|jan=1, february|feb=2, march|mar=3, april|apr=4, may=5, june|jun=6,"
     "july|jul=7, august|aug=8, september|sept|sep=9, october|oct=10, november|nov=11,"
     "december|dec=12"},
    {"eseason", "spring=21, summer=22, autumn|fall=23, winter=24"},
    {"eedge", "early=1, mid=2, late=3"},
    {"eedgeof", "beginning|start=1, middle=2, end=3"},
    {"ehalf", "first=40, second=41"},
    {"erel", "last=-1, this=0, next=1"},
    {"eprep", "in|during|around|of=0, since|from=1, until|till|through|by=2, after=3, before=4"},
    {"enum",
     "one=1, two=2, three=3, four=4, five=5, six=6, seven=7, eight=8, nine=9, ten=10,"
     "eleven=11, twelve=12"},
    {"eord", "second|2nd=2, third|3rd=3, fourth|4th=4, fifth|5th=5, sixth|6th=6, seventh|7th=7"},
};

const std::vector<TimeRuleInfo> kCore = {
    // Dates with a year.
    {"year-month-day", "2021년 12월 3일", "<YEAR> {M:month} 월 {D:day} 일", "point: day"},
    {"year-month", "2021년 12월", "<YEAR> {M:month} 월(달)?<MEDGE>?", "point: month"},
    {"this-year-month", "올 3월", "{dY:올} {M:month} 월(달)?<MEDGE>?", "point: month"},
    {"year-season", "2021년 봄", "<YEARX>{P:season}", "point: season"},
    {"year-half", "2021년 상반기", "<YEARX>{P:half}", "point: half year"},
    {"year-quarter", "2021년 3분기", "<YEARX>{P:quarter}(사|/4)? ?분기", "point: quarter"},
    {"year-q", "2021 Q3", "<YEARX>q{P:quarter}", "point: quarter"},
    {"year-nq", "2021년 3Q", "<YEARX>{P:quarter}q", "point: quarter"},
    {"year-h", "2022 H2", "<YEARX>(h{P:halfnumber}|{P:halfnumber}h)", "point: half year"},
    {"q-year", "Q3 2021", "q{P:quarter}( of|,)?_{Y:year4}", "point: quarter"},
    {"year-edge", "2021년 말", "<YEARX>{e:yedge}", "point: rough month"},
    {"year-semester", "2021년 2학기", "(<YEARX>|{Y:year4} 학년도 ){M:semester} ?학기{r=1}",
     "point: semester, by its first month"},
    {"year", "2021년", "{Y:year4} 년도?", "point: year"},
    {"year-short", "'21년", "('|’|‘){Y:year2} 년도?", "point: year"},
    {"year-short-do", "19년도", "{Y:year2} 년도", "point: year"},
    {"year-short-particle", "19년에 입사했다",
     "{Y:year2} 년$(에는|에도|엔|에_|부터|까지| 이후| 이전)",
     "point: year; without such a particle '19년' is a length"},
    {"year-relative", "작년", "{dY:relyear}", "point: year"},
    {"year-running", "이듬해", "{R:runyear}", "point: year"},
    {"new-year", "2020년 새해", "<YEARX>(새해|신년|벽두){e=1}", "point: rough month"},
    {"ymd-dashes", "2021-12-03", "{Y:year4}-{M:month}-{D:day}(t{x:two}..)?", "point: day"},
    {"ymd-dots", "2021.12.03", "{Y:year4}\\. {M:month}\\. {D:day}\\.?", "point: day"},
    {"ymd-slashes", "2021/12/03", "{Y:year4}/{M:month}/{D:day}", "point: day"},
    {"ym-dashes", "2021-12", "{Y:year4}-{M:two}", "point: month"},
    {"ym-dots", "2021.12", "{Y:year4}\\. {M:month}( 월|\\.)?", "point: month"},
    {"ym-slashes", "2021/12", "{Y:year4}/{M:month}", "point: month"},
    {"my-slashes", "03/2021", "{M:two}/{Y:year4}", "point: month"},
    {"ymd-short-slashes", "21/03/02", "{Y:year2}/{M:two}/{D:two}", "point: day"},
    {"ym-short", "'21.12", "('|’|‘){Y:year2}\\. {M:month}\\.?", "point: month"},
    {"ymd-short", "21.12.03", "('|’|‘)?{Y:year2}\\.{M:two}\\.{D:two}", "point: day"},
    {"year-running-month", "그 다음 달", "(그|바로) ?다음 ?달{dM=1}{R=0}",
     "point: month after the running one"},
    // Dates without one.
    {"month-day", "12월 3일", "{M:month} 월 {D:day} 일", "point: day"},
    {"month", "12월", "{M:month} 월(달)?<MEDGE>?", "point: month"},
    {"month-word", "시월", "{M:kmonth}월( {e:medge})?$(에|부터|까지|의|은|_|,|\\.|{@end})",
     "point: month"},
    {"last-month", "지난 12월", "{L:last} {M:month} 월<MEDGE>?", "point: month"},
    {"last-month-day", "지난 12월 3일", "{L:last} {M:month} 월 {D:day} 일", "point: day"},
    {"last-season", "지난 가을", "{L:last} {P:season}", "point: season"},
    {"last-half", "지난 상반기", "{L:last} {P:half}", "point: half year"},
    {"last-quarter", "지난 3분기", "{L:last} {P:quarter} ?분기", "point: quarter"},
    {"month-relative", "지난달", "{dM:relmonth}( {e:medge})?", "point: month"},
    {"month-relative-day", "이번 달 15일", "{dM:relmonth} {D:day} 일", "point: day"},
    {"nq", "1Q에", "{P:quarter}q$(에|부터|까지)", "point: quarter"},
    {"half", "상반기", "{P:half}", "point: half year"},
    {"quarter", "3분기", "{P:quarter}(사|/4)? ?분기", "point: quarter"},
    {"q", "Q3에", "q{P:quarter}$(에|부터|까지)", "point: quarter"},
    {"last-edge", "지난 연말", "{L:last} {e:yedgebare}", "point: rough month"},
    {"same-time", "작년 이맘때", "{dY:relyear} 이맘 (때|쯤){dM=0}{r=1}", "point: month of writing, rough"},
    {"year-edge-bare", "연말", "{e:yedgebare}", "point: rough month"},
    {"season", "여름에", "{P:season}$(에는?|엔|부터|까지| 이후)", "point: season"},
    {"semester", "2학기", "{M:semester} ?학기{r=1}", "point: semester, by its first month"},
    {"day-of-running-month", "15일부터", "{D:day} 일$(에_|에는|부터|까지| \\()",
     "point: day of the month that the text is in"},
    {"slash-day", "8/1부로",
     "{M:month}/{D:day}$(에_|에는|부터|까지|부로|자로| ?\\((월|화|수|목|금|토|일)\\))",
     "point: day"},
    {"slash-day-brackets", "금요일(8/18)에", "\\(^{M:month}/{D:day}$\\)(에|부터|까지|을|를| )", "point: day"},
    {"slash-day-two", "03/30", "(0{M:month}/{D:two}|{M:two}/0{D:day})", "point: day"},
    // Ranges within one expression.
    {"years-range", "2019~2021년", "{Y:year4} ?년?<TO>{Y2:year4}( 년)?", "range: years"},
    {"year-to-month-dots", "2014 ~ 2020.02", "{Y:year4} 년?<TO>{Y2:year4}\\.{M2:two}",
     "range: from a year to a month"},
    {"year-to-month", "2020년 ~ 2023년 10월", "{Y:year4} 년?<TO>{Y2:year4} 년 {M2:month} 월",
     "range: from a year to a month"},
    {"years-range-short", "2017~19년", "{Y:year4} 년?<TO>{Y2:year2} 년도?", "range: years"},
    {"seasons-range", "2021년 봄~여름", "<YEARX>{P:season}<TO>{P2:season}", "range: seasons"},
    {"years-open", "2019 ~ 현재", "{Y:year4} 년?<TO>(현재|지금|(the_)?present|now|ing)",
     "range: open"},
    {"years-open-end", "(2019 ~ )", "{Y:year4} 년? (~|∼|～) {@end}", "range: open"},
    {"months-range", "1~3월", "<YEARX>?{M:month}(<TO>| (,|·) ){M2:month} 월", "range: months"},
    {"days-range", "3월 1~5일", "(<YEAR> )?{M:month} 월 {D:day} ?일?<TO>{D2:day} 일",
     "range: days"},
    {"ym-range-months", "2021.03~05", "{Y:year4}\\. {M:month}\\.?<TO>{M2:two}", "range: months"},
    {"ym-range-short", "21.12 ~ 22.03", "{Y:year2}\\.{M:two}\\.?<TO>{Y2:year2}\\.{M2:two}\\.?",
     "range: months"},
    {"ym-open-short", "21.12 ~ 현재", "{Y:year2}\\.{M:two}\\.?<TO>(현재|지금|present|now|ing)",
     "range: open"},
    {"slash-range", "9/4~12/21", "{M:month}/{D:day}<TO>{M2:month}/{D2:day}", "range: days"},
    {"slash-open", "(1/2~)", "{M:month}/{D:day} ?(~|∼|～) ?{@end}", "range: open"},
    {"quarters-range", "1~2분기", "<YEARX>?{P:quarter}<TO>{P2:quarter} ?분기", "range: quarters"},
    // Lengths.
    {"length", "1년 6개월", "<ABOUT>?<LEN>", "length"},
    {"length-year", "한 해 동안", "(지난 )?한 해{y=1} (동안|간|만에)", "length"},
    {"length-short", "3년을 2달 앞두고", "<YEARS>(을|를|이)? <MONTHS>(을)? 앞두고", "short"},
    {"length-past", "지난 2년", "(지난|최근) (약 {r=1}|한 )?<LEN>", "length"},
    {"length-into", "입사한 지 3개월 만에", "{@n}지 ^<ABOUT>?<LEN> 만(에|이)", "length: reached then"},
    {"length-days", "10일간", "<ABOUT>?{d:num} 일 ?(간|동안)", "length"},
    {"elapsed", "8개월째", "<ABOUT>?<LEN> ?째", "elapsed"},
    {"elapsed-since", "입사한 지 2년",
     "{@n}지(도|는|가)? (이제|벌써|어느덧|어느새|딱|꼭|막|갓|언|한|겨우)? ^<ABOUT>?<LEN>",
     "elapsed"},
    {"elapsed-days", "입사한 지 100일",
     "{@n}지(도|는|가)? (이제|벌써|어느덧|어느새|딱|꼭|막|갓|약)? ^{d:any} 일", "elapsed"},
    {"ordinal-since", "개발을 한 지 3년 차",
     "{@n}지(도|는|가)? (이제|벌써|어느덧|어느새|언)? ^({y:num}|{y:sino}) 년 차", "ordinal"},
    {"ordinal-count", "햇수로 3년", "햇수로 ({y:num}|{y:sino}) 년 (차|째)?", "ordinal"},
    {"anniversary", "입사 1주년", "입사 ^{y:num} 주년", "elapsed"},
    {"elapsed-become", "벌써 2년이 되었다",
     "<ABOUT>?<LEN>$(이|을|가|도)? (더|조금|좀|훌쩍|다|거의|막|갓|살짝)? "
     "(되었|됐|되어|돼|되는|된다|되네|지났|넘었|흘렀|넘겼|넘긴|지난 (지금|시점|현재))",
     "elapsed"},
    {"ordinal-reached", "1년 차가 되었다",
     "(만 )?(1|일|한){y=1} ?년 ?차$(가|이)? (다 )?(되|됐|된|돼|찼)", "elapsed"},
    {"ordinal", "3년차", "(만 )?({y:num}|{y:sino}) ?년 ?차", "ordinal"},
    {"ordinal-range", "3~5년차", "{x:num}<TO>{y:num} 년 차", "ordinal: no one year"},
    {"ordinal-months", "3개월 차", "({m:num}|{m:sino}) ?개월 ?차", "ordinal: months"},
    {"ordinal-word", "세 번째 해", "(({y:ordinal}|{y:num} ?번) ?째 ?|첫 ?{y=1})해", "ordinal"},
    {"ago", "3년 전", "<ABOUT>?<LEN> 전", "ago"},
    {"this-week", "이번 주", "(이번 주|금주){dM=0}{r=1}", "point: to the month"},
    {"this-day", "오늘부로",
     "(오늘부로|오늘자로|오늘까지|어제부로|어제까지|내일부로|내일부터){dM=0}{r=1}",
     "point: to the month"},
    {"week-relative", "지난주", "{w:relweek}", "ago: to the month"},
    {"weekday", "다음 주 월요일", "({w:relweek}|이번 주{w=0}) {d:weekday}요일", "weekday: day"},
    {"later", "6개월 후", "<ABOUT>?<LEN> ?(후|뒤|이후)", "later"},
    // English.
    {"en-month-year", "March 2021", "<EPREP>?({e:eedge}(_|-))?{M:emonth}\\.?,?_{Y:year4}",
     "point: month"},
    {"en-month-day-year", "March 3, 2021",
     "<EPREP>?(on_)?{M:emonth}\\.?_{D:day}(st|nd|rd|th)?,? {Y:year4}", "point: day"},
    {"en-day-month-year", "3 March 2021", "{D:day}(st|nd|rd|th)?_(of_)?{M:emonth}\\.?,? {Y:year4}",
     "point: day"},
    {"en-month", "since March", "{b:eprep}_((early|mid|late)(_|-))?{M:emonth}", "point: month"},
    {"en-months-range", "from March to June",
     "from_{M:emonth}(_to_| ?- ?|_until_|_through_){M2:emonth}(_{Y:year4})?", "range: months"},
    {"en-year", "since 2019", "{b:eprep}_(the_year_)?{Y:year4}", "point: year"},
    {"en-years-range", "from 2019 to 2021",
     "(from|between)_{Y:year4}(_to_|_and_|_until_){Y2:year4}", "range: years"},
    {"en-edge-year", "early 2020", "<EPREP>?{e:eedge}(_|-){Y:year4}", "point: rough month"},
    {"en-edge-of-year", "end of 2020",
     "(at_|since_{b=1}|from_{b=1}|until_{b=2}|by_{b=2})?(the_)?{e:eedgeof}_of_{Y:year4}",
     "point: rough month"},
    {"en-edge-of-relative", "end of last year",
     "(at_|since_{b=1}|until_{b=2}|by_{b=2})?(the_)?{e:eedgeof}_of_{dY:erel}_year",
     "point: rough month"},
    {"en-edge-of-this", "the end of the year", "<EPREP>?(the_)?{e:eedgeof}_of_the_year{dY=0}",
     "point: rough month"},
    {"en-season-year", "summer of 2021", "<EPREP>?(the_)?{P:eseason}_(of_)?{Y:year4}",
     "point: season"},
    {"en-season-relative", "last summer", "{L:erel}_{P:eseason}", "point: season"},
    {"en-half", "the second half of 2023", "<EPREP>?(the_)?{P:ehalf}_half_of_{Y:year4}",
     "point: half year"},
    {"en-year-relative", "last year", "<EPREP>?{dY:erel}_year", "point: year"},
    {"en-month-relative", "last month", "<EPREP>?{dM:erel}_month", "point: month"},
    {"en-last-month-name", "last March", "<EPREP>?{L:erel}_{M:emonth}", "point: month"},
    {"en-year-running", "the following year",
     "(the_(following|next)_year{R=1}|(that|the_same)_year{R=0})", "point: year"},
    {"en-length", "8 months", "<EABOUT>?<EUNITS>", "length"},
    {"en-length-one", "for a year",
     "(for_|after_|over_{r=1}|about_{r=1}|almost_{r=1}|nearly_{r=1}|within_)<EONE>", "length"},
    {"en-length-past", "over the past year", "the_(past|last)_(year{y=1}|month{m=1})", "length"},
    {"en-length-plus", "3+ years", "{y:num}\\+_years{r=1}", "length"},
    {"en-ago", "two years ago", "<EABOUT>?(<EUNITS>|<EONE>)_ago", "ago"},
    {"en-later", "two years later", "(<EUNITS>|<EONE>)_later", "later"},
    {"en-ordinal", "my third year as a developer", "(my|the)_{y:eord}_year$_(as|at|in|of)_",
     "ordinal"},
    // The time of writing.
    {"now", "~ 현재", "(현재|지금|오늘날)", "now"},
    {"now-until", "현재까지", "(현재|지금|여태|아직|이제)까지{b=2}", "now: until"},
    {"en-now", "- present", "(until_{b=2})?(the_)?(present|now|current|ongoing)", "now"},
    // No times.
    {"not-url", "https://a.example/2021/12/03", "(https?://|www\\.)..", "not: an address"},
    {"not-version", "버전 2021.1", "(버전|version|ver\\.?|release) v?{x:any}..", "not"},
    {"not-exam", "2023년도 수능",
     "{x:year4} (학년도?|년도?) (수능|모의고사|수학능력시험|대입|입시|모의평가)", "not: an exam"},
    {"not-school-year", "2023학년도", "{x:year4} ?학년도", "not: a school year"},
    {"not-vacation", "4학년 여름방학", "{x:num} ?학년 ?(여름|겨울) ?방학", "not: of a course of study"},
    {"not-semester", "4학년 2학기", "{x:num} ?학년 {x:num} ?학기", "not: of a course of study"},
    {"not-nights", "4박 5일", "{x:num} ?박 {x:num} ?일(간|동안)?", "not: a trip"},
    {"not-every", "1년에 한 번",
     "(<LEN>|{x:num} ?일|하루)에 (약 |딱 |최소 |평균 |적어도 )?"
     "({x:any}(\\.{x:any})?|한두|두세|한|두|세|네|몇|여러)( "
     "(번|회|개|권|편|시간|달러|만|원|천|명|건|잔|곡|장|곳|km)|_)",
     "not: a rate"},
    {"not-decade", "1990년대", "({x:any}) 년대", "not: a decade"},
    {"not-difference", "3년 차이", "<LEN> 차이$(가|를|는|도|로|_|\\.|,|났|나는|{@end})",
     "not: a difference of age"},
    {"not-week-n", "3주차", "{x:num} ?주 ?차", "not: a week of a course"},
    {"not-old", "3 years old", "<EUNITS>_old", "not: an age"},
    {"not-everyday", "24/7", "24/7", "not"},
    {"not-guarantee", "10년지기", "{x:num} ?년(지기|생|제|치|식|형|산|물)", "not: a kind"},
};

const std::vector<TimeRuleInfo> kSuffix = {
    {"about", "12월쯤", " (쯤|즈음|경|무렵|정도|가량|께)(에)?{r=1}", "suffix: rough"},
    {"open", "2021.03 ~ )", " (~|∼|～|〜|\\\\~) ?(ing|{@end}){x=1}", "suffix: open end, of dates"},
    {"about-length", "3년 남짓",
     "(이|을|가|도)? (조금 |좀 |훌쩍 )?(남짓|가까이|넘게|이상|넘는|넘도록|안 되는|안되는|채 (되지|안|못)|여){r=1}",
     "suffix: rough, of lengths"},
    {"for", "8개월간", " (간|동안|내내)", "suffix: of lengths"},
    {"from", "3월부터", "(부터|부로|자로)(는|도)?{b=1}", "suffix: bound from, of dates"},
    {"until", "3월까지", "까지(는|도|만)?{b=2}", "suffix: bound until, of dates"},
    {"after", "3월 이후", " (이후|이래)(로|에|부터)?(는|도)?{b=3}",
     "suffix: bound after, of dates"},
    {"after-short", "2021년 3월 후에", " 후(로|에){b=3}", "suffix: bound after, of dates"},
    {"before", "3월 이전", " 이전(에|까지)?(는|도)?{b=4}", "suffix: bound before, of dates"},
    {"before-short", "3월 전에", " 전(에|까지){b=4}", "suffix: bound before, of dates"},
};

const std::vector<TimeRuleInfo> kJoin = {
    {"tilde", "2021.03 ~ 2022.01", "\\.? ?(~|∼|～|〜|\\\\~) ?", "join: range"},
    {"dash", "2021.03 - 2022.01", " ?(-|–|—|→|->) ?", "join: range"},
    {"to", "March 2021 to January 2022", "(_to_|_until_|_through_)(the_)?", "join: range"},
    {"until-after", "3월에서 5월까지", "에서 ", "join: range if the second is an until"},
    {"from-until", "3월부터 5월까지", " ,? ?", "join: range if the first is a from"},
};

// clang-format on

// Syllables that can begin what is glued to a date or length: particles, copula, counters' tails.
constexpr std::string_view kParticleStarts =
    "은는이가을를의에엔도부까과와로으만경쯤즈무정간동째차밖처하였라보마전후내인던나께때들랑중여남씩"
    "즘자된"
    "입예야지다답임짜뿐안넘"
    "즘자된";

constexpr std::string_view kFuture[] = {
    "예정",     "계획",       "목표",     "겠",         "텐데",        "않을까",       "할 것",
    "될 것",    "려고",       "꼭 ",      "으면 좋",    "했으면",      "됐으면",       "었으면",
    "봐야",     "보아야",     "시작할",   "출근한다",   "출근합니다",  "출근이다",     "출근입니다",
    "입사한다", "입사합니다", "합류한다", "합류합니다", "일하게 된다", "일하게 됩니다"};

// Korean past tense ends its stem in ㅆ; "있" (to be) and "겠" (will) do so too and are none.
bool is_past_syllable(std::string_view syllable) {
  char32_t c = code_point_at(syllable, 0);
  return c >= 0xAC00 && c <= 0xD7A3 && (c - 0xAC00) % 28 == 20 && syllable != "있" &&
         syllable != "겠";
}

size_t first_future(std::string_view text) {
  size_t first = text.size();
  for (std::string_view cue : kFuture) first = std::min(first, text.find(cue));
  return first;
}

bool is_word_byte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

}  // namespace

const Vocabulary& time_vocabulary() {
  static const Vocabulary vocabulary(kMacros, kTables);
  return vocabulary;
}
const std::vector<TimeRuleInfo>& core_rules() {
  return kCore;
}
const std::vector<TimeRuleInfo>& suffix_rules() {
  return kSuffix;
}
const std::vector<TimeRuleInfo>& join_rules() {
  return kJoin;
}

bool may_end_at(std::string_view text, size_t at) {
  if (at >= text.size()) return true;
  char next = text[at];
  if (is_word_byte(next)) return at == 0 || !is_word_byte(text[at - 1]);
  bool digit_follows = at + 1 < text.size() && text[at + 1] >= '0' && text[at + 1] <= '9';
  if (next == '%' || ((next == ':' || next == '.') && digit_follows)) return false;
  char32_t c = code_point_at(text, at);
  if (c < 0xAC00 || c > 0xD7A3) return true;
  return kParticleStarts.find(text.substr(at, 3)) != std::string_view::npos;
}

Tense tense_of(std::string_view following) {
  size_t future = first_future(following);
  for (size_t at = 0; at < future; at = next_code_point(following, at)) {
    if (!is_past_syllable(following.substr(at, 3))) continue;
    bool wish = following.substr(at + 3).starts_with("으면");
    return wish ? Tense::kFuture : Tense::kPast;
  }
  return future < following.size() ? Tense::kFuture : Tense::kNone;
}

}  // namespace hoego::parser
