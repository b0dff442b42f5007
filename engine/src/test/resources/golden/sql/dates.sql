-- born gte 2026-03-29
-- {"attribute":"born","gte":"2026-03-29"}
select "ordinal"
from "project"."profiles"
where ("born_instant" >= cast(? as bigint) or "born_day" >= cast(? as int))
-- [1774738800000, 20541]

-- born lte 2026-03-29
-- {"attribute":"born","lte":"2026-03-29"}
select "ordinal"
from "project"."profiles"
where ("born_instant" <= cast(? as bigint) or "born_day" <= cast(? as int))
-- [1774821599999, 20541]

-- born lt 2026-03-29T12:00Z
-- {"attribute":"born","lt":"2026-03-29T12:00:00.000Z"}
select "ordinal"
from "project"."profiles"
where ("born_instant" <= cast(? as bigint) or "born_day" <= cast(? as int))
-- [1774785599999, 20541]

-- born gte 2026-03-29T12:00Z
-- {"attribute":"born","gte":"2026-03-29T12:00:00.000Z"}
select "ordinal"
from "project"."profiles"
where ("born_instant" >= cast(? as bigint) or "born_day" >= cast(? as int))
-- [1774785600000, 20542]

-- born between two days
-- {"attribute":"born","between":["2026-03-29","2026-10-25"]}
select "ordinal"
from "project"."profiles"
where ("born_instant" between cast(? as bigint) and cast(? as bigint) or "born_day" between cast(? as int) and cast(? as int))
-- [1774738800000, 1792969199999, 20541, 20751]

-- born within March
-- {"attribute":"born","within":{"from":"2026-03-01T00:00:00.000Z","to":"2026-04-01T00:00:00.000Z","zone":"Europe/Stockholm"}}
select "ordinal"
from "project"."profiles"
where ("born_instant" between cast(? as bigint) and cast(? as bigint) or "born_day" between cast(? as int) and cast(? as int))
-- [1772323200000, 1775001599999, 20514, 20544]

-- born within ever
-- {"attribute":"born","within":{"zone":"Europe/Stockholm"}}
select "ordinal"
from "project"."profiles"
where ("born_instant" is not null or "born_day" is not null)
-- []

-- country within March, never a date
-- {"attribute":"country","within":{"from":"2026-03-01T00:00:00.000Z","to":"2026-04-01T00:00:00.000Z","zone":"Europe/Stockholm"}}
-- no one
