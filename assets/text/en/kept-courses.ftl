kept-courses-title = Courses and versions
kept-courses-lead = Bring a course, look at it as learners will, then show it in the catalogue.
kept-courses-none = No course yet.
course-zip-title = Bring a course
course-zip-label = Course folder as a zip
course-zip-help = Up to 32 megabytes. The folder holds course.toml, modules and images. It is checked first and shown to nobody until you publish it.
course-zip-action = Check and keep
course-zip-missing = Choose a zip file first.
course-zip-broken = This is no zip archive that can be read.
course-zip-too-large = This archive unpacks to something too large for a course.
course-zip-unsafe = This archive names files outside of its own folder. Pack the course folder again.
course-zip-without-course = There is no course.toml in this archive. Pack the folder of the course itself.
course-zip-mistakes = Nothing was kept. These mistakes stand in its way
course-zip-file = File
kept-course-label = Course
kept-course-version = Newest version
kept-course-version-number = Version { $number }
kept-course-imported = Brought
kept-course-state = In the catalogue
kept-course-shown = shown
kept-course-newer = a newer version waits
kept-course-hidden = not shown
kept-course-in-catalogue = See it in the catalogue
kept-course-publish = Publish the newest version
kept-course-withdraw = Withdraw from the catalogue
kept-course-history = Versions
kept-course-published-at = Published
kept-course-withdrawn-at = withdrawn
kept-course-preview = Preview
kept-course-by-operator = from the command line
kept-course-under-way = Who is under way stays on the version that they began.
kept-preview-lead = As learners will read it. Answers are not marked here, and nothing is recorded.
kept-preview-minutes =
    { $count ->
        [one] One minute
       *[other] { $count } minutes
    }
kept-activity-lesson = lesson
kept-activity-quiz = quiz
kept-activity-scenario = story
kept-activity-exercise = calculation
kept-activity-plan = action plan
notice-course-kept = The course is kept as a new version. Nobody sees it until you publish it.
notice-course-unchanged = This is the newest version already; nothing changed.
notice-course-shown = New learners get this version now.
notice-course-withdrawn = The course is no longer in the catalogue. Who is under way goes on.
