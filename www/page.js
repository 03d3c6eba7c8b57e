// The page: paste, read, look up.
