"""Serve the app for one's own eyes: `python -m dashboard`. For a room, see gunicorn.conf.py.

`python -m dashboard brief CASE --docx` writes a file instead.
"""

import sys

from dashboard import brief
from dashboard.app import create_app
from dashboard.settings import Settings, SettingsError
from dashboard.start import warm
from summaries.store import SnapshotError


def main() -> int:
    """Serve on the host and port of the settings until interrupted; 2 where it cannot start."""
    try:
        settings = Settings.read()
        app = create_app(settings)
    except (SettingsError, SnapshotError) as error:
        print(f"qingce: {error}", file=sys.stderr)
        return 2
    warm(app)
    print(f"晴策 Qingce: http://{settings.host}:{settings.port}/", flush=True)
    app.run(host=settings.host, port=settings.port, debug=False)
    return 0


if __name__ == "__main__":
    sys.exit(brief.main(sys.argv[2:]) if sys.argv[1:2] == ["brief"] else main())
