-- near Stockholm
-- {"near":{"lat":59.3,"lon":18.1,"km":25}}
-- GreatCircle[lat=59.3, lon=18.1, km=25.0]
select "ordinal", coalesce(cast("lat_long" as double), cast("lat_decimal" as double)), coalesce(coalesce(cast("lon_long" as double), cast("lon_decimal" as double)), "lon_double")
from "project"."profiles"
where ("lat_decimal" between cast(? as decimal(6, 4)) and cast(? as decimal(6, 4)) and ("lon_long" = cast(? as bigint) or "lon_decimal" between cast(? as decimal(6, 4)) and cast(? as decimal(6, 4)) or "lon_double" between cast(? as double) and cast(? as double)))
-- [59.0752, 59.5248, 18, 17.6597, 18.5403, 17.65962127716129, 18.540378722838714]

-- across the date line
-- {"near":{"lat":-17,"lon":179.9,"km":100}}
-- GreatCircle[lat=-17.0, lon=179.9, km=100.0]
select "ordinal", coalesce(cast("lat_long" as double), cast("lat_decimal" as double)), coalesce(coalesce(cast("lon_long" as double), cast("lon_decimal" as double)), "lon_double")
from "project"."profiles"
where (("lat_long" = cast(? as bigint) or "lat_decimal" between cast(? as decimal(6, 4)) and cast(? as decimal(6, 4))) and ("lon_long" = cast(? as bigint) or "lon_long" between cast(? as bigint) and cast(? as bigint) or "lon_decimal" between cast(? as decimal(7, 4)) and cast(? as decimal(7, 4)) or "lon_decimal" between cast(? as decimal(7, 4)) and cast(? as decimal(7, 4)) or "lon_double" between cast(? as double) and cast(? as double) or "lon_double" between cast(? as double) and cast(? as double)))
-- [-17, -17.8993, -16.1007, -180, 179, 180, -180.0000, -179.1596, 178.9596, 180.0000, -180.0, -179.15958349947323, 178.95958349947324, 180.0]

-- over the pole
-- {"near":{"lat":89.9,"lon":10,"km":100}}
-- GreatCircle[lat=89.9, lon=10.0, km=100.0]
select "ordinal", coalesce(cast("lat_long" as double), cast("lat_decimal" as double)), coalesce(coalesce(cast("lon_long" as double), cast("lon_decimal" as double)), "lon_double")
from "project"."profiles"
where (("lat_long" = cast(? as bigint) or "lat_decimal" between cast(? as decimal(6, 4)) and cast(? as decimal(6, 4))) and ("lon_long" between cast(? as bigint) and cast(? as bigint) or "lon_decimal" between cast(? as decimal(7, 4)) and cast(? as decimal(7, 4)) or "lon_double" between cast(? as double) and cast(? as double)))
-- [90, 89.0007, 90.0000, -180, 180, -180.0000, 180.0000, -180.0, 180.0]
