-- first
-- {"event":"buy","first":true}
select "profile"
from "project"."e1"
-- []

-- first within March
-- {"event":"buy","within":{"from":"2026-03-01T00:00:00.000Z","to":"2026-04-01T00:00:00.000Z","zone":"Europe/Stockholm"},"first":true}
select "profile"
from "project"."e1"
where "time" <= cast(? as bigint)
group by "profile"
having min("time") >= cast(? as bigint)
-- [1775001599999, 1772323200000]

-- first where total gte 50
-- {"event":"buy","where":{"property":"total","gte":50},"first":true}
select "profile"
from "project"."e1"
group by "profile"
having min("time") = min("time") filter (where ("total_long" >= cast(? as bigint) or "total_decimal" >= cast(? as decimal(6, 4))))
-- [50, 50.0000]

-- first where total gte 50 within March
-- {"event":"buy","where":{"property":"total","gte":50},"within":{"from":"2026-03-01T00:00:00.000Z","to":"2026-04-01T00:00:00.000Z","zone":"Europe/Stockholm"},"first":true}
select "profile"
from "project"."e1"
where "time" <= cast(? as bigint)
group by "profile"
having min("time") = min("time") filter (where (("total_long" >= cast(? as bigint) or "total_decimal" >= cast(? as decimal(6, 4))) and "time" >= cast(? as bigint)))
-- [1775001599999, 50, 50.0000, 1772323200000]

-- last within March
-- {"event":"buy","within":{"from":"2026-03-01T00:00:00.000Z","to":"2026-04-01T00:00:00.000Z","zone":"Europe/Stockholm"},"last":true}
select "profile"
from "project"."e1"
where "time" >= cast(? as bigint)
group by "profile"
having max("time") <= cast(? as bigint)
-- [1772323200000, 1775001599999]

-- last where total gte 50 within March
-- {"event":"buy","where":{"property":"total","gte":50},"within":{"from":"2026-03-01T00:00:00.000Z","to":"2026-04-01T00:00:00.000Z","zone":"Europe/Stockholm"},"last":true}
select "profile"
from "project"."e1"
where "time" >= cast(? as bigint)
group by "profile"
having max("time") = max("time") filter (where (("total_long" >= cast(? as bigint) or "total_decimal" >= cast(? as decimal(6, 4))) and "time" <= cast(? as bigint)))
-- [1772323200000, 50, 50.0000, 1775001599999]
