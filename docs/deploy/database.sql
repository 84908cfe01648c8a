-- The three log-ins and the database, for a PostgreSQL server of your own (15 or newer). Run once:
--
--   SKERRY_OWNER_PASSWORD=... SKERRY_WEB_PASSWORD=... SKERRY_WORKER_PASSWORD=... \
--     psql --file=docs/deploy/database.sql "postgresql://admin@your-server/postgres"
--
-- The owner makes and changes the tables. Web and worker see only the practices in view: they own nothing,
-- are no superusers and cannot bypass row security, and the site refuses to start if that is ever untrue.
\set ON_ERROR_STOP on
\getenv owner_password SKERRY_OWNER_PASSWORD
\getenv web_password SKERRY_WEB_PASSWORD
\getenv worker_password SKERRY_WORKER_PASSWORD

CREATE ROLE skerry_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'owner_password';
CREATE ROLE skerry_web LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'web_password';
CREATE ROLE skerry_worker LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'worker_password';

-- Searching by the beginning of a name reads an index in byte order, hence the C collation.
GRANT skerry_owner TO CURRENT_USER;
SELECT :SERVER_VERSION_NUM >= 170000 AS has_builtin \gset
\if :has_builtin
CREATE DATABASE skerry OWNER skerry_owner TEMPLATE template0 ENCODING 'UTF8'
  LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C';
\else
CREATE DATABASE skerry OWNER skerry_owner TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8';
\endif

\connect skerry
REVOKE ALL ON DATABASE skerry FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE skerry TO skerry_owner, skerry_web, skerry_worker;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO skerry_owner, skerry_web, skerry_worker;
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;

-- What fails is logged without its statement and without details: both quote people's data. Where an administrator
-- may not set this, set it among the server's own parameters.
ALTER DATABASE skerry SET log_min_error_statement = 'panic';
ALTER DATABASE skerry SET log_error_verbosity = 'terse';
ALTER DATABASE skerry SET log_parameter_max_length_on_error = 0;
