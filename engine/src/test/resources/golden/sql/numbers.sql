-- age gte 2.5
-- {"attribute":"age","gte":2.5}
select "ordinal"
from "project"."profiles"
where "age_long" >= cast(? as bigint)
-- [3]

-- age gt 2
-- {"attribute":"age","gt":2}
select "ordinal"
from "project"."profiles"
where "age_long" >= cast(? as bigint)
-- [3]

-- age lt -2.5
-- {"attribute":"age","lt":-2.5}
select "ordinal"
from "project"."profiles"
where "age_long" <= cast(? as bigint)
-- [-3]

-- age lt 1e19
-- {"attribute":"age","lt":10000000000000000000}
select "ordinal"
from "project"."profiles"
where "age_long" is not null
-- []

-- age gt 1e19
-- {"attribute":"age","gt":10000000000000000000}
-- no one

-- age gte 18 and lt 65
-- {"attribute":"age","lt":65,"gte":18}
select "ordinal"
from "project"."profiles"
where "age_long" between cast(? as bigint) and cast(? as bigint)
-- [18, 64]

-- age between 18 and 18
-- {"attribute":"age","between":[18,18]}
select "ordinal"
from "project"."profiles"
where "age_long" = cast(? as bigint)
-- [18]

-- age between 65 and 18
-- {"attribute":"age","between":[65,18]}
-- no one

-- age gte 18 and not_in 20, 30
-- {"attribute":"age","not_in":[20,30],"gte":18}
select "ordinal"
from "project"."profiles"
where ("age_long" between cast(? as bigint) and cast(? as bigint) or "age_long" between cast(? as bigint) and cast(? as bigint) or "age_long" >= cast(? as bigint))
-- [18, 19, 21, 29, 31]

-- age is_not 18
-- {"attribute":"age","not_in":[18]}
select "ordinal"
from "project"."profiles"
where "age_long" <> cast(? as bigint)
-- [18]

-- price is 2.5
-- {"attribute":"price","is":2.5}
select "ordinal"
from "project"."profiles"
where "price_decimal" = cast(? as decimal(5, 4))
-- [2.5000]

-- price lte 2.00005
-- {"attribute":"price","lte":2.00005}
select "ordinal"
from "project"."profiles"
where ("price_long" <= cast(? as bigint) or "price_decimal" <= cast(? as decimal(5, 4)))
-- [2, 2.0000]

-- ratio gt 0.1
-- {"attribute":"ratio","gt":0.1}
select "ordinal"
from "project"."profiles"
where "ratio_double" >= cast(? as double)
-- [0.1]

-- ratio lte 9007199254740993
-- {"attribute":"ratio","lte":9007199254740993}
select "ordinal"
from "project"."profiles"
where "ratio_double" <= cast(? as double)
-- [9.007199254740992E15]

-- any gte 5
-- {"attribute":"any","gte":5}
select "ordinal"
from "project"."profiles"
where ("any_long" >= cast(? as bigint) or "any_decimal" >= cast(? as decimal(5, 4)) or "any_double" >= cast(? as double))
-- [5, 5.0000, 5.0]
