password-too-short = Choose a longer password: at least ten characters. A short sentence is easy to remember.
password-too-long = Choose a shorter password: at most two hundred characters.
password-too-common = Many people choose this password or one like it, so it is tried first. Choose another one.
password-names-you = Your name or address is in this password, so it is easy to guess. Choose another one.
