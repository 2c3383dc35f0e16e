"""One question a file: each check reads a letter against its brief and yields findings."""
