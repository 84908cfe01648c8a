# The production image: packages and static files are made in stages that stay behind.
FROM node:22-slim AS assets
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM python:3.13-slim AS build
WORKDIR /app
RUN python -m venv /venv
COPY requirements.lock ./
RUN /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY . ./
COPY --from=assets /build/node_modules ./node_modules
# The addresses are only there because the settings ask for them; collecting files talks to no server.
RUN /venv/bin/python -m launch.assets vendor \
    && SKERRY_MODE=demo SECRET_KEY=only-for-collecting-files DATABASE_URL=postgresql://nobody@/none \
       /venv/bin/python manage.py collectstatic --noinput --verbosity=0 \
    && rm -rf node_modules

FROM python:3.13-slim
RUN groupadd --gid 10001 skerry \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin skerry \
    && install -d -o skerry -g skerry -m 0700 /data
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    SKERRY_MODE=production \
    DATA=/data
USER 10001:10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 CMD ["python", "-m", "launch.health"]
# gthread: a thread waits for the database while another renders. A proxy in front speaks TLS.
CMD ["gunicorn", "config.wsgi:application", "--bind=0.0.0.0:8000", "--worker-class=gthread", "--workers=3", \
     "--threads=4", "--worker-tmp-dir=/dev/shm", "--no-control-socket", "--graceful-timeout=20", \
     "--max-requests=10000", "--max-requests-jitter=1000"]
