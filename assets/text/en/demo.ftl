demo-open = The Academy is open at
demo-stop = Ctrl+C stops it; its folder goes away with it.
