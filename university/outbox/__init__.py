"""Messages to people, written in the transaction of their cause and read under "Notices".

Other rooms call ``services.queue``. The key says what the message is about, so that the same
cause tells a person once, however often it is asked for.
"""
