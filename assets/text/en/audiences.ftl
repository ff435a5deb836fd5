audiences-title = Audiences
audiences-of = Audiences of { $name }
audiences-text = Whoever matches an audience is enrolled by itself: now, and whenever somebody new matches.
audiences-none = No audience yet
audiences-none-text = Say who should take a course, for example all new buyers, and everybody who matches is enrolled, with a due date counted from that day.
audience-new = New audience
audience-change = Change the audience
audience-in-force = in force
audience-ended = ended
audience-due =
    { $days ->
        [one] due 1 day after the match
       *[other] due { $days } days after the match
    }
audience-course-withdrawn = A course that is no longer published
audience-name = Name
audience-name-help = For you and your colleagues, for example “New buyers”.
audience-name-missing = Give the audience a name.
audience-name-too-long = This name is longer than 120 letters. Make it shorter.
audience-who = Who is in
audience-any = Any
audience-role = Role
audience-role-wrong = Choose a role from the list.
audience-country-help = Where their organisation is.
audience-language = Language
audience-language-wrong = Choose a language from the list.
audience-joined-after = Joined after
audience-what = What they take
audience-days = Due how many days after they match
audience-days-help = Counted from the day on which somebody matches. Leave it empty for no date.
audience-days-wrong = Give a number of days from 1 to 730, or leave it empty.
audience-save = Save and enrol
audience-preview = Show who is in
audience-preview-title = Who is in
audience-preview-text = Choose “Show who is in” to see who matches now. Nobody is enrolled by that.
audience-preview-count =
    { $count ->
        [0] Nobody matches now. Whoever comes to match later is enrolled then.
        [one] 1 person matches now.
       *[other] { $count } people match now.
    }
audience-matched =
    { $count ->
        [0] Nobody has matched yet.
        [one] 1 person has matched so far.
       *[other] { $count } people have matched so far.
    }
audience-changed-meanwhile = Somebody else changed or ended this audience while your page was open. Beside the form stands who matches theirs; your words are still here. Save again to set yours.
audience-end-title = End this audience
audience-end-text = Nobody new is enrolled. Whoever was enrolled stays on the course, and nothing that was learned is lost.
audience-end = End it
audience-ended-text = This audience has ended. Whoever was enrolled by it stays on the course.

notice-audience-made = Saved. Everybody who matches is being enrolled.
notice-audience-changed = Saved. Whoever newly matches is being enrolled.
notice-audience-ended = Ended. Whoever was enrolled stays on the course.
