-- The two roles and the database of Entrepairs, for a PostgreSQL 16 or newer.
-- The embedded server runs this file by itself. On a server of yours, once, as an
-- administrator:
--
--   psql -v owner_password=... -v app_password=... -f entrepairs/server/roles.sql
--
-- Then DATABASE_OWNER_URL uses entrepairs_owner (migrate and backup only) and
-- DATABASE_URL uses entrepairs_app, which owns nothing and obeys every policy.

CREATE ROLE entrepairs_owner LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOINHERIT
  PASSWORD :'owner_password';

CREATE ROLE entrepairs_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT
  PASSWORD :'app_password';

CREATE DATABASE entrepairs OWNER entrepairs_owner ENCODING 'UTF8' TEMPLATE template0;

REVOKE ALL ON DATABASE entrepairs FROM PUBLIC;

-- TEMPORARY: imports copy into a temporary table before they insert.
GRANT CONNECT, TEMPORARY ON DATABASE entrepairs TO entrepairs_app;
