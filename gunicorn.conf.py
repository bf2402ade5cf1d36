"""Production server: `make serve`. One worker a core, warm before it takes a visitor."""

import multiprocessing
import os

wsgi_app = "dashboard.wsgi:server"
bind = f"{os.environ.get('QINGCE_HOST', '127.0.0.1')}:{os.environ.get('QINGCE_PORT', '8050')}"
workers = int(os.environ.get("QINGCE_WORKERS", multiprocessing.cpu_count()))
# Callbacks are bound by the processor: more threads were slower than one.
threads = 1
# A worker keeps a connection open a little longer than a proxy in front of it would.
keepalive = 5
timeout = 60
accesslog = None


def post_worker_init(worker):
    """Finish Dash's set-up in this worker before it is given a request."""
    from dashboard.start import warm
    from dashboard.wsgi import app

    warm(app)
