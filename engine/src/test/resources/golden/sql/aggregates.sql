-- sum of whole numbers gte 500
-- {"event":"buy","sum":{"property":"count","gte":500}}
select "profile"
from "project"."e1"
where "count_long" is not null
group by "profile"
having cast(sum("count_long") as decimal(38, 4)) >= cast(? as decimal(7, 4))
-- [500.0000]

-- sum of decimals gte 500.00001
-- {"event":"buy","sum":{"property":"total","gte":500.00001}}
select "profile"
from "project"."e1"
where ("total_long" is not null or "total_decimal" is not null)
group by "profile"
having (coalesce(cast(sum("total_long") as decimal(38, 4)), 0) + coalesce(sum("total_decimal"), 0)) >= cast(? as decimal(7, 4))
-- [500.0001]

-- sum lt 5
-- {"event":"buy","sum":{"property":"total","lt":5}}
-- all but
select "profile"
from "project"."e1"
where ("total_long" is not null or "total_decimal" is not null)
group by "profile"
having (coalesce(cast(sum("total_long") as decimal(38, 4)), 0) + coalesce(sum("total_decimal"), 0)) >= cast(? as decimal(5, 4))
-- [5.0000]

-- sum of doubles gte 5
-- {"event":"buy","sum":{"property":"ratio","gte":5}}
select "profile"
from "project"."e1"
where "ratio_double" is not null
group by "profile"
having sum("ratio_double") >= cast(? as double)
-- [5.0]

-- sum of everything gte 5
-- {"event":"buy","sum":{"property":"any","gte":5}}
select "profile"
from "project"."e1"
where ("any_long" is not null or "any_decimal" is not null or "any_double" is not null)
group by "profile"
having ((sum("any_double") is null and (coalesce(cast(sum("any_long") as decimal(38, 4)), 0) + coalesce(sum("any_decimal"), 0)) >= cast(? as decimal(5, 4))) or (cast((coalesce(cast(sum("any_long") as decimal(38, 4)), 0) + coalesce(sum("any_decimal"), 0)) as double) + sum("any_double")) >= cast(? as double))
-- [5.0000, 5.0]

-- sum of texts lt 5
-- {"event":"buy","sum":{"property":"note","lt":5}}
-- everyone

-- avg gte 2.5
-- {"event":"buy","avg":{"property":"total","gte":2.5}}
select "profile"
from "project"."e1"
where ("total_long" is not null or "total_decimal" is not null)
group by "profile"
having (coalesce(cast(sum("total_long") as decimal(38, 4)), 0) + coalesce(sum("total_decimal"), 0)) >= (cast(? as decimal(5, 4)) * cast(count(*) as decimal(15)))
-- [2.5000]

-- avg gte 0.10005
-- {"event":"buy","avg":{"property":"total","gte":0.10005}}
select "profile"
from "project"."e1"
where ("total_long" is not null or "total_decimal" is not null)
group by "profile"
having cast((coalesce(cast(sum("total_long") as decimal(38, 4)), 0) + coalesce(sum("total_decimal"), 0)) as double) >= (cast(? as double) * cast(count(*) as double))
-- [0.10005]

-- avg of everything lt 2.5
-- {"event":"buy","avg":{"property":"any","lt":2.5}}
select "profile"
from "project"."e1"
where ("any_long" is not null or "any_decimal" is not null or "any_double" is not null)
group by "profile"
having ((sum("any_double") is null and (coalesce(cast(sum("any_long") as decimal(38, 4)), 0) + coalesce(sum("any_decimal"), 0)) < (cast(? as decimal(5, 4)) * cast(count(*) as decimal(15)))) or (cast((coalesce(cast(sum("any_long") as decimal(38, 4)), 0) + coalesce(sum("any_decimal"), 0)) as double) + sum("any_double")) < (cast(? as double) * cast(count(*) as double)))
-- [2.5000, 2.5]

-- max gte 5
-- {"event":"buy","max":{"property":"total","gte":5}}
select "profile"
from "project"."e1"
where ("total_long" >= cast(? as bigint) or "total_decimal" >= cast(? as decimal(5, 4)))
-- [5, 5.0000]

-- max lt 5
-- {"event":"buy","max":{"property":"total","lt":5}}
select "profile"
from "project"."e1"
where ("total_long" is not null or "total_decimal" is not null)
group by "profile"
having (not (coalesce((max("total_long") >= cast(? as bigint)), false)) and not (coalesce((max("total_decimal") >= cast(? as decimal(5, 4))), false)))
-- [5, 5.0000]

-- max of whole numbers is 5
-- {"event":"buy","max":{"property":"count","is":5}}
select "profile"
from "project"."e1"
where "count_long" is not null
group by "profile"
having max("count_long") = cast(? as bigint)
-- [5]

-- min lte 5
-- {"event":"buy","min":{"property":"total","lte":5}}
select "profile"
from "project"."e1"
where ("total_long" <= cast(? as bigint) or "total_decimal" <= cast(? as decimal(5, 4)))
-- [5, 5.0000]

-- min of everything is 5
-- {"event":"buy","min":{"property":"any","is":5}}
select "profile"
from "project"."e1"
where ("any_long" is not null or "any_decimal" is not null or "any_double" is not null)
group by "profile"
having ((min("any_long") <= cast(? as bigint) or min("any_decimal") <= cast(? as decimal(5, 4)) or min("any_double") <= cast(? as double)) and not (coalesce((min("any_long") <= cast(? as bigint)), false)) and not (coalesce((min("any_decimal") <= cast(? as decimal(5, 4))), false)) and not (coalesce((min("any_double") <= cast(? as double)), false)))
-- [5, 5.0000, 5.0, 4, 4.9999, 4.999999999999999]

-- distinct gte 2
-- {"event":"buy","distinct":{"property":"count","gte":2}}
select "profile"
from "project"."e1"
where "count_long" is not null
group by "profile"
having cast(count(distinct "count_long") as bigint) <> cast(? as bigint)
-- [1]

-- distinct of everything lt 2
-- {"event":"buy","distinct":{"property":"any","lt":2}}
-- all but
select "profile"
from "project"."e1"
where ("any_long" is not null or "any_decimal" is not null or "any_double" is not null or "any_text" is not null or "any_boolean" is not null)
group by "profile"
having (cast(count(distinct coalesce(cast("any_long" as decimal(38, 4)), "any_decimal")) as bigint) + cast(count(distinct "any_double") as bigint) + cast(count(distinct "any_text") as bigint) + cast(count(distinct "any_boolean") as bigint)) <> cast(? as bigint)
-- [1]

-- distinct of a property never seen lt 2
-- {"event":"buy","distinct":{"property":"unseen","lt":2}}
-- everyone
