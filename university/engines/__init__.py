"""Pure engines: text, numbers and times in, values out; each could be lifted out as a library."""
