// SPDX-License-Identifier: Apache-2.0
// What the functions of the query language do: the tables of query/functions*.cpp and
// query/aggregate.cpp, for `hoego help` and `:help`.
#include "messages/korean.h"

namespace hoego::messages {
namespace {

constexpr Translation kRows[] = {
    // Careers
    {"The steps of a person in order of time, as a path along NEXT; null without steps.",
     "한 사람의 단계를 시간 순서로, NEXT를 따라가는 경로로 돌려줍니다. 단계가 없으면 null입니다."},
    {"Whether two steps, dates or [start, end] pairs share a day, whatever their unknown days are.",
     "두 단계, 날짜, [시작, 끝]이 모르는 날짜와 상관없이 반드시 하루라도 겹치는지 봅니다."},
    {"The initial consonants of the Hangul syllables of a text.",
     "문자열의 한글 초성을 돌려줍니다."},
    {"An uncertain date out of its EDTF text (ISO 8601-2): its year, half, season, quarter, month "
     "or "
     "day, with ~ where it is rough, or .. where it is open.",
     "EDTF 텍스트(ISO 8601-2)를 불확실한 날짜로 바꿉니다: 연, 반기, 계절, 분기, 월, 일까지 쓰고, "
     "대략이면 ~를, 끝이 열려 있으면 ..를 씁니다."},
    {"The quotes on which a node or relationship rests: quote, post, offset, length and rule.",
     "노드나 관계의 근거가 되는 인용을 돌려줍니다: quote, post, offset, length, rule."},
    {"The months from the end of a to the start of b, negative where they overlap; null where one "
     "is "
     "unknown or open.",
     "a의 끝에서 b의 시작까지 몇 달인지 셉니다. 겹치면 음수, 하나라도 모르거나 열려 있으면 "
     "null입니다."},
    {"Whether a word stands in a text, with or without Korean particles or endings behind it.",
     "낱말이 글에 있는지 봅니다. 뒤에 조사나 어미가 붙어도 됩니다."},
    {"Whether two steps, dates or [start, end] pairs may share a day.",
     "두 단계, 날짜, [시작, 끝]이 하루라도 겹칠 수 있는지 봅니다."},
    {"How alike two texts are, from 0.0 to 1.0, by the letters to change; Hangul by its letters.",
     "두 문자열이 얼마나 비슷한지 0.0에서 1.0으로 나타냅니다. 한글은 자모로 비교합니다."},
    {"How many months a step lasted at least (min) and at most (max), and whether it is ongoing.",
     "단계가 적어도(min), 많아야(max) 몇 달이었는지와 진행 중인지를 돌려줍니다."},

    // Conversion
    {"Makes a boolean of 'true', 'false' or an integer; null of any other text.",
     "'true', 'false', 정수를 불리언으로 바꿉니다. 다른 문자열은 null이 됩니다."},
    {"toBooleanOrNull() of every element.", "원소마다 toBooleanOrNull()을 적용합니다."},
    {"toBoolean(), and null for what can never be a boolean.",
     "toBoolean()과 같고, 불리언이 될 수 없는 값은 null이 됩니다."},
    {"Makes a float of a number or its text; null of any other text.",
     "수나 수를 쓴 문자열을 실수로 바꿉니다. 다른 문자열은 null이 됩니다."},
    {"toFloatOrNull() of every element.", "원소마다 toFloatOrNull()을 적용합니다."},
    {"toFloat(), and null for what can never be a float.",
     "toFloat()과 같고, 실수가 될 수 없는 값은 null이 됩니다."},
    {"Makes an integer of a number (cutting its fraction) or its text; null of any other text.",
     "수(소수 부분은 버림)나 수를 쓴 문자열을 정수로 바꿉니다. 다른 문자열은 null이 됩니다."},
    {"toIntegerOrNull() of every element.", "원소마다 toIntegerOrNull()을 적용합니다."},
    {"toInteger(), and null for what can never be an integer.",
     "toInteger()와 같고, 정수가 될 수 없는 값은 null이 됩니다."},
    {"The text of a value.", "값을 문자열로 바꿉니다."},
    {"toStringOrNull() of every element.", "원소마다 toStringOrNull()을 적용합니다."},
    {"toString(), and null for what has no text.",
     "toString()과 같고, 문자열이 될 수 없는 값은 null이 됩니다."},
    {"The name of the type of a value.", "값의 형 이름을 돌려줍니다."},

    // Nodes, relationships, paths
    {"The number of relationships of a node, of one type or of all.",
     "노드의 관계 수를 셉니다. 유형 하나만 셀 수도 있습니다."},
    {"The identifier of a node or relationship as text.",
     "노드나 관계의 식별자를 문자열로 돌려줍니다."},
    {"The node at which a relationship ends.", "관계가 끝나는 노드를 돌려줍니다."},
    {"Whether a property is there, that is, whether the value is not null.",
     "속성이 있는지, 곧 값이 null이 아닌지 봅니다."},
    {"The identifier of a node or relationship as a number.",
     "노드나 관계의 식별자를 수로 돌려줍니다."},
    {"The names of the properties of a node or relationship, or the keys of a map.",
     "노드나 관계의 속성 이름, 또는 맵의 키를 돌려줍니다."},
    {"The labels of a node.", "노드의 레이블을 돌려줍니다."},
    {"The number of relationships of a path.", "경로에 있는 관계의 수를 셉니다."},
    {"The nodes of a path, in order.", "경로의 노드를 차례로 돌려줍니다."},
    {"All properties of a node or relationship as a map.",
     "노드나 관계의 모든 속성을 맵으로 돌려줍니다."},
    {"The relationships of a path, in order.", "경로의 관계를 차례로 돌려줍니다."},
    {"The relationships of a path: another name of relationships().",
     "경로의 관계를 돌려줍니다. relationships()의 다른 이름입니다."},
    {"The node at which a relationship begins.", "관계가 시작되는 노드를 돌려줍니다."},
    {"The type of a relationship.", "관계의 유형을 돌려줍니다."},

    // Lists
    {"The first value that is not null.", "null이 아닌 첫 값을 돌려줍니다."},
    {"The first element of a list; null of an empty one.",
     "목록의 첫 원소를 돌려줍니다. 빈 목록이면 null입니다."},
    {"Whether a list, map or text has nothing in it.", "목록, 맵, 문자열이 비어 있는지 봅니다."},
    {"The last element of a list; null of an empty one.",
     "목록의 마지막 원소를 돌려줍니다. 빈 목록이면 null입니다."},
    {"Null where the two values are equal, else the first one.",
     "두 값이 같으면 null, 아니면 첫 값을 돌려줍니다."},
    {"The integers from the first to the second bound, both included.",
     "첫 값부터 둘째 값까지의 정수를 양 끝을 넣어 돌려줍니다."},
    {"A list or text in the opposite order.", "목록이나 문자열을 거꾸로 뒤집습니다."},
    {"The number of elements of a list, or of characters of a text.",
     "목록의 원소 수나 문자열의 글자 수를 셉니다."},
    {"A list without its first element.", "첫 원소를 뺀 목록을 돌려줍니다."},

    // Numbers
    {"The distance of a number from 0.", "절댓값을 돌려줍니다."},
    {"The arccosine, in radians.", "아크코사인(라디안)."},
    {"The arcsine, in radians.", "아크사인(라디안)."},
    {"The arctangent, in radians.", "아크탄젠트(라디안)."},
    {"The angle of the point (x, y), in radians.", "점 (x, y)의 각(라디안)."},
    {"The smallest whole number that is not smaller.",
     "그보다 작지 않은 가장 작은 정수로 올립니다."},
    {"Another name of ceil().", "ceil()의 다른 이름입니다."},
    {"The cosine of an angle in radians.", "라디안 각의 코사인."},
    {"The hyperbolic cosine.", "쌍곡코사인."},
    {"The cotangent of an angle in radians.", "라디안 각의 코탄젠트."},
    {"Radians as degrees.", "라디안을 도로 바꿉니다."},
    {"The base of the natural logarithm.", "자연로그의 밑."},
    {"e to the power of a number.", "e의 거듭제곱."},
    {"The largest whole number that is not larger.", "그보다 크지 않은 가장 큰 정수로 내립니다."},
    {"Half the versine of an angle in radians.", "라디안 각의 하버사인."},
    {"Whether a float is not a number.", "실수가 NaN인지 봅니다."},
    {"The natural logarithm.", "자연로그."},
    {"The logarithm to base 10.", "상용로그."},
    {"The circumference of a circle of diameter 1.", "원주율."},
    {"Degrees as radians.", "도를 라디안으로 바꿉니다."},
    {"A random number from 0.0 up to but not including 1.0.", "0.0 이상 1.0 미만의 난수."},
    {"A random identifier (UUID, version 4).", "무작위 식별자(UUID 버전 4)."},
    {"The nearest number with so many decimals; ties go up, or as the mode says.",
     "소수 자릿수에 맞추어 반올림합니다. 한가운데면 올리거나 모드를 따릅니다."},
    {"-1, 0 or 1, as a number is negative, 0 or positive.",
     "음수면 -1, 0이면 0, 양수면 1을 돌려줍니다."},
    {"The sine of an angle in radians.", "라디안 각의 사인."},
    {"The hyperbolic sine.", "쌍곡사인."},
    {"The square root.", "제곱근."},
    {"The tangent of an angle in radians.", "라디안 각의 탄젠트."},
    {"The hyperbolic tangent.", "쌍곡탄젠트."},

    // Strings
    {"A text without blanks (or the given characters) at both ends.",
     "문자열 양 끝의 공백(또는 주어진 문자)을 없앱니다."},
    {"The number of characters of a text.", "문자열의 글자 수를 셉니다."},
    {"Another name of char_length().", "char_length()의 다른 이름입니다."},
    {"The first characters of a text.", "문자열의 앞 글자들을 돌려줍니다."},
    {"Another name of toLower().", "toLower()의 다른 이름입니다."},
    {"A text without blanks (or the given characters) at its beginning.",
     "문자열 앞의 공백(또는 주어진 문자)을 없앱니다."},
    {"A text in a Unicode normal form: NFC, or the one that is named.",
     "문자열을 유니코드 정규화 형식(NFC 또는 지정한 형식)으로 바꿉니다."},
    {"A text in which every occurrence of another one is replaced.",
     "문자열 안의 다른 문자열을 모두 바꿉니다."},
    {"The last characters of a text.", "문자열의 뒤 글자들을 돌려줍니다."},
    {"A text without blanks (or the given characters) at its end.",
     "문자열 뒤의 공백(또는 주어진 문자)을 없앱니다."},
    {"The parts of a text between delimiters.", "문자열을 구분자로 나눕니다."},
    {"A part of a text, by the number of its first character (from 0) and its length.",
     "첫 글자의 번호(0부터)와 길이로 문자열의 일부를 돌려줍니다."},
    {"A text in lower case.", "소문자로 바꿉니다."},
    {"A text in upper case.", "대문자로 바꿉니다."},
    {"Another name of toUpper().", "toUpper()의 다른 이름입니다."},

    // Dates and times
    {"A date out of its ISO text, a map of components or another temporal value; today.",
     "ISO 텍스트, 구성 요소의 맵, 다른 시간 값에서 날짜를 만듭니다. 인자가 없으면 오늘입니다."},
    {"A date and time in a time zone out of its ISO text, a map of components or another temporal "
     "value; now.",
     "ISO 텍스트, 구성 요소의 맵, 다른 시간 값에서 시간대가 있는 날짜와 시각을 만듭니다. 인자가 "
     "없으면 "
     "지금입니다."},
    {"The point in time so many seconds after 1970-01-01T00:00Z.",
     "1970-01-01T00:00Z에서 그만큼의 초가 지난 시점."},
    {"The point in time so many milliseconds after 1970-01-01T00:00Z.",
     "1970-01-01T00:00Z에서 그만큼의 밀리초가 지난 시점."},
    {"A duration out of its ISO text or a map of components.",
     "ISO 텍스트나 구성 요소의 맵에서 기간을 만듭니다."},
    {"The months, days and seconds from one instant to another.",
     "한 시점에서 다른 시점까지의 월, 일, 초."},
    {"The whole days from one instant to another.", "한 시점에서 다른 시점까지의 온전한 일수."},
    {"The whole months from one instant to another.", "한 시점에서 다른 시점까지의 온전한 달수."},
    {"The seconds from one instant to another.", "한 시점에서 다른 시점까지의 초."},
    {"A date and time without a time zone out of its ISO text, a map of components or another "
     "temporal value; now.",
     "ISO 텍스트, 구성 요소의 맵, 다른 시간 값에서 시간대 없는 날짜와 시각을 만듭니다. 인자가 "
     "없으면 "
     "지금입니다."},
    {"A time of day without a time zone out of its ISO text, a map of components or another "
     "temporal "
     "value; now.",
     "ISO 텍스트, 구성 요소의 맵, 다른 시간 값에서 시간대 없는 시각을 만듭니다. 인자가 없으면 "
     "지금입니다."},
    {"A time of day with an offset from UTC out of its ISO text, a map of components or another "
     "temporal value; now.",
     "ISO 텍스트, 구성 요소의 맵, 다른 시간 값에서 UTC 차이가 있는 시각을 만듭니다. 인자가 없으면 "
     "지금입니다."},
    {"The beginning of the unit in which a value lies; then the components of the map are set.",
     "값이 든 단위의 시작을 돌려줍니다. 그다음 맵의 구성 요소를 바꿉니다."},
    {"The current value, of the clock that stands still for a statement, in a time zone.",
     "지금 값. 시계는 문장 하나를 실행하는 동안 멈춰 있고, 시간대를 줄 수 있습니다."},
    {"The milliseconds since 1970-01-01T00:00Z.", "1970-01-01T00:00Z에서 지난 밀리초."},

    // Aggregates
    {"The mean of numbers or durations; null of none.",
     "수나 기간의 평균. 하나도 없으면 null입니다."},
    {"The values as a list, in the order of the rows, without nulls.",
     "null을 뺀 값을 행의 순서대로 모은 목록."},
    {"The number of values that are not null; count(*) counts rows.",
     "null이 아닌 값의 수. count(*)는 행을 셉니다."},
    {"The largest value in the order of ORDER BY.", "ORDER BY의 순서로 가장 큰 값."},
    {"The smallest value in the order of ORDER BY.", "ORDER BY의 순서로 가장 작은 값."},
    {"The percentile (0.0 to 1.0), interpolated between the two nearest values.",
     "백분위수(0.0에서 1.0). 가장 가까운 두 값 사이를 보간합니다."},
    {"The value nearest to the percentile (0.0 to 1.0).",
     "백분위수(0.0에서 1.0)에 가장 가까운 값."},
    {"The standard deviation of a sample.", "표본의 표준편차."},
    {"The standard deviation of a whole population.", "모집단의 표준편차."},
    {"The sum of numbers or durations; 0 of none.", "수나 기간의 합. 하나도 없으면 0입니다."},
};

}  // namespace

std::span<const Translation> korean_of_functions() {
  return kRows;
}

}  // namespace hoego::messages
