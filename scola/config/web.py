"""What each web worker loads: the application, in a process that ends when granian is killed."""

import os
import signal

from scola.config.tether import die_with_parent
from scola.config.wsgi import application

die_with_parent(os.getppid(), signal.SIGKILL)

__all__ = ["application"]
