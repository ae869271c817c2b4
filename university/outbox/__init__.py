"""Messages to people, written in the transaction of their cause, read under "Notices" and mailed after it.

Other rooms call ``services.queue``. The key says what the message is about, so that the same
cause tells a person once, however often it is asked for. A mail may come twice after a crash, and is never
lost; what is no news any more is not sent. Each person chooses what comes by mail, and when.
"""
