/*
 * The segment language's text notation. Two tokens decide every choice (three after a comma), so that reading costs what the text is long.
 * Characters beyond ASCII arrive as their kind: U+0001 for a letter, U+0002 for another part of a word, a space, or U+0003 for the rest.
 * Words are keywords in any letter case; those of the rule "word" are names all the same where a name can stand.
 */
grammar SegmentText;

options { caseInsensitive = true; }

definition : condition EOF ;

condition : conjunction (OR conjunction)* ;

conjunction : negation (AND negation)* ;

negation : NOT* primary ;

primary
    : '(' condition ')'                                     # group
    | (EVERYONE | ALL OF '(' ')')                           # everyone
    | (NO ONE | ANY OF '(' ')')                             # noOne
    | quantifier=(ALL | ANY) OF '(' condition (',' condition)* ')'  # listed
    | TAGGED text                                           # tagged
    | KNOWN                                                 # known
    | UNKNOWN                                               # unknown
    | HAS IDENTITY text                                     # identity
    | IN SEGMENT text                                       # inSegment
    | PROFILE IN list                                       # profiles
    | (EVER IN | ENTERED | EXITED) SEGMENT text window?     # logged
    | NEAR '(' NUMBER ',' NUMBER ')' WITHIN NUMBER KM       # near
    | IN QUANTILE NUMBER ((',' | OR) NUMBER)* OF NUMBER BY ranking among?  # quantile
    | which=(FIRST | LAST)? DID text eventClause* (laterStep+ sequenceClause*)?  # did
    | function '(' name ')' OF text aggregateClause*        # aggregate
    | name tests                                            # attribute
    ;

function : SUM | AVG | MIN | MAX | DISTINCT ;

eventClause
    : where                                                 # eventWhere
    | ','? window                                           # eventWindow
    | numberTests TIMES                                     # eventCount
    | ON numberTests DAYS                                   # eventDays
    ;

aggregateClause
    : where                                                 # aggregateWhere
    | ','? window                                           # aggregateWindow
    | numberTests                                           # aggregateTests
    ;

laterStep : THEN NOT? text stepClause* ;

stepClause
    : where                                                 # stepWhere
    | AFTER AT LEAST span                                   # afterAtLeast
    | AFTER AT MOST span                                    # afterAtMost
    | AFTER BETWEEN span AND span                           # afterBetween
    ;

sequenceClause
    : ','? window                                           # sequenceWindow
    | ','? WITHIN span                                      # sequenceSpan
    ;

ranking
    : figure OF text rankingClause*                         # eventRanking
    | name                                                  # attributeRanking
    ;

figure
    : COUNT                                                 # countFigure
    | DAYS                                                  # daysFigure
    | RECENCY (IN DAYS)?                                    # recencyFigure
    | function '(' name ')'                                 # aggregateFigure
    ;

rankingClause
    : where                                                 # rankingWhere
    | ','? window                                           # rankingWindow
    ;

among : AMONG '(' condition ')' ;

where : WHERE property ;

property : NOT* propertyPrimary ;

propertyPrimary
    : '(' propertyCondition ')'                             # propertyGroup
    | quantifier=(ALL | ANY) OF '(' (propertyCondition (',' propertyCondition)*)? ')'  # propertyListed
    | name tests                                            # propertyTests
    ;

propertyCondition : propertyConjunction (OR propertyConjunction)* ;

propertyConjunction : property (AND property)* ;

tests : test (BUT test)* (IGNORING CASE)? ;

test
    : equals NOT? value                                     # isTest
    | NOT_EQUAL value                                       # notEqualTest
    | IS NOT? EMPTY                                         # emptyTest
    | IS NOT? MISSING                                       # missingTest
    | EXISTS                                                # existsTest
    | IS? NOT? IN list                                      # inTest
    | order orderedValue                                    # orderTest
    | (order | equals) VERSION version                      # versionTest
    | BETWEEN orderedValue AND orderedValue                 # betweenTest
    | (CONTAINS | DOES NOT CONTAINS | NOT CONTAINS) text    # containsTest
    | place=(STARTS | ENDS) WITH text                       # startsOrEndsTest
    | MATCHES text                                          # matchesTest
    | HAS value                                             # hasTest
    | HAS quantifier=(ALL | ANY) OF list                    # hasListTest
    | ANNIVERSARY window                                    # anniversaryTest
    | window                                                # windowTest
    ;

numberTests : numberTest (BUT numberTest)* ;

numberTest
    : (NOT? EXACTLY | equals NOT?) NUMBER                   # isNumber
    | NOT_EQUAL NUMBER                                      # notEqualNumber
    | NOT? IN numbers                                       # inNumbers
    | order NUMBER                                          # orderNumber
    | BETWEEN NUMBER AND NUMBER                             # betweenNumbers
    ;

equals : IS | EQUAL ;

order : LESS_THAN | AT MOST | AT_MOST | GREATER THAN | GREATER_THAN | AT LEAST | AT_LEAST | fewer=(LESS | FEWER) THAN ;

window : extent (ZONE text)? ;

extent
    : IN THE? LAST span                                     # rolling
    | IN THE? NEXT span                                     # ahead
    | IN THE? PREVIOUS NUMBER? unit (INCLUDING CURRENT)?    # calendar
    | IN (CURRENT | THIS) unit                              # currentUnit
    | (SINCE | AFTER) point                                 # since
    | BEFORE point                                          # before
    | FROM point TO point                                   # fromTo
    ;

span : (NUMBER unit)+ ;

unit : YEARS | QUARTERS | MONTHS | WEEKS | DAYS | HOURS | MINUTES | SECONDS ;

point : DATE | INSTANT | QUOTED ;

list : '(' (value (',' value)*)? ')' ;

numbers : '(' (NUMBER (',' NUMBER)*)? ')' ;

value : QUOTED | NUMBER | TRUE | FALSE | NULL ;

orderedValue : NUMBER | DATE | INSTANT | QUOTED ;

version : QUOTED | NUMBER | DOTTED ;

text : QUOTED ;

name : IDENTIFIER | QUOTED | word ;

word
    : FIRST | LAST | NEXT | PREVIOUS | CURRENT | THIS | THE | INCLUDING | ZONE | TO | OF | ON | ONE | WITH | CASE | THAN | LEAST | MOST | TIMES
    | YEARS | QUARTERS | MONTHS | WEEKS | DAYS | HOURS | MINUTES | SECONDS
    | SUM | AVG | MIN | MAX | DISTINCT | COUNT | RECENCY | IDENTITY | SEGMENT | QUANTILE | BY | AMONG | KM
    | VERSION | EMPTY | MISSING | ANNIVERSARY
    ;

AND : 'and' ;
OR : 'or' ;
NOT : 'not' ;
BUT : 'but' ;
EVERYONE : 'everyone' ;
NO : 'no' ;
ONE : 'one' ;
ALL : 'all' ;
ANY : 'any' ;
OF : 'of' ;
TAGGED : 'tagged' ;
KNOWN : 'known' ;
UNKNOWN : 'unknown' ;
HAS : 'has' ;
IDENTITY : 'identity' ;
IN : 'in' ;
SEGMENT : 'segment' ;
PROFILE : 'profile' ;
EVER : 'ever' ;
ENTERED : 'entered' ;
EXITED : 'exited' | 'left' ;
NEAR : 'near' ;
WITHIN : 'within' ;
KM : 'km' ;
QUANTILE : 'quantile' | 'quantiles' ;
BY : 'by' ;
AMONG : 'among' ;
COUNT : 'count' ;
RECENCY : 'recency' ;
DID : 'did' ;
THEN : 'then' ;
FIRST : 'first' ;
LAST : 'last' ;
WHERE : 'where' ;
SUM : 'sum' ;
AVG : 'avg' ;
MIN : 'min' ;
MAX : 'max' ;
DISTINCT : 'distinct' ;
TIMES : 'times' | 'time' ;
ON : 'on' ;
IS : 'is' ;
EXACTLY : 'exactly' ;
EMPTY : 'empty' ;
MISSING : 'missing' ;
EXISTS : 'exists' ;
BETWEEN : 'between' ;
CONTAINS : 'contains' | 'contain' ;
DOES : 'does' ;
STARTS : 'starts' ;
ENDS : 'ends' ;
WITH : 'with' ;
MATCHES : 'matches' ;
ANNIVERSARY : 'anniversary' ;
VERSION : 'version' ;
IGNORING : 'ignoring' ;
CASE : 'case' ;
AT : 'at' ;
LEAST : 'least' ;
MOST : 'most' ;
GREATER : 'more' ;
LESS : 'less' ;
FEWER : 'fewer' ;
THAN : 'than' ;
THE : 'the' ;
NEXT : 'next' ;
PREVIOUS : 'previous' ;
CURRENT : 'current' ;
THIS : 'this' ;
INCLUDING : 'including' ;
SINCE : 'since' ;
AFTER : 'after' ;
BEFORE : 'before' ;
FROM : 'from' ;
TO : 'to' ;
ZONE : 'zone' ;
YEARS : 'years' | 'year' ;
QUARTERS : 'quarters' | 'quarter' ;
MONTHS : 'months' | 'month' ;
WEEKS : 'weeks' | 'week' ;
DAYS : 'days' | 'day' ;
HOURS : 'hours' | 'hour' ;
MINUTES : 'minutes' | 'minute' ;
SECONDS : 'seconds' | 'second' ;
TRUE : 'true' ;
FALSE : 'false' ;
NULL : 'null' ;

OPEN : '(' ;
CLOSE : ')' ;
COMMA : ',' ;
EQUAL : '=' | '==' ;
NOT_EQUAL : '!=' | '<>' | '≠' ;
LESS_THAN : '<' ;
AT_MOST : '<=' | '≤' ;
GREATER_THAN : '>' ;
AT_LEAST : '>=' | '≥' ;

DATE : YMD ;
INSTANT : YMD [T ] DIGIT DIGIT ':' DIGIT DIGIT (':' DIGIT DIGIT ('.' DIGIT+)?)? ('Z' | [+-] DIGIT DIGIT (':'? DIGIT DIGIT)?)? ;
NUMBER : '-'? (DIGIT | [1-9] DIGIT+) ('.' DIGIT+)? ('e' [+-]? DIGIT+)? ;
DOTTED : DIGIT+ ('.' DIGIT+) ('.' DIGIT+)+ ;
IDENTIFIER : [a-z_$\u0001] WORD_PART* ('.' WORD_PART+)* ;
QUOTED : '\'' SINGLE* '\'' | '"' DOUBLE* '"' ;
UNCLOSED : '\'' SINGLE* | '"' DOUBLE* ;
SPACE : [ \t\r\n]+ -> skip ;
UNKNOWN_CHARACTER : . ;

fragment YMD : DIGIT DIGIT DIGIT DIGIT '-' DIGIT DIGIT '-' DIGIT DIGIT ;
fragment DIGIT : [0-9] ;
fragment WORD_PART : [a-z0-9_$\u0001\u0002] ;
fragment SINGLE : '\'\'' | '\\' ~[\r\n] | ~['\\\r\n] ;
fragment DOUBLE : '""' | '\\' ~[\r\n] | ~["\\\r\n] ;
