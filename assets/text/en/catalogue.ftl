catalogue-title = Courses
catalogue-lead = Short courses from practice in the garment industry. Take one at your own pace; your place is kept.
catalogue-search = Search
catalogue-search-label = Search in all courses
catalogue-search-example = For example: overtime
catalogue-filters = Filters
catalogue-themes = Theme
catalogue-audiences = For whom
catalogue-languages = Language
catalogue-lengths = Length
catalogue-length-15 = up to 15 minutes
catalogue-length-30 = up to 30 minutes
catalogue-length-60 = up to 60 minutes
catalogue-length-more = more than 60 minutes
catalogue-length-unknown = Choose one of these lengths: 15, 30, 60, more.
catalogue-set = Filters in use
catalogue-take-away = Remove the filter:
catalogue-found =
    { $count ->
        [one] { $count } course
       *[other] { $count } courses
    }
catalogue-found-for =
    { $count ->
        [one] { $count } course for “{ $words }”
       *[other] { $count } courses for “{ $words }”
    }
catalogue-all = Show all courses
catalogue-size =
    { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }, { $modules ->
        [one] { $modules } module
       *[other] { $modules } modules
    }
catalogue-bare-title = No course yet
catalogue-bare-text = Courses appear here as soon as the Academy publishes them.
catalogue-nothing-title = No course fits
catalogue-nothing-text = Try fewer words, or take a filter away.

course-enrol = Enrol
course-sign-in = Sign in to enrol
course-start = Start
course-resume = Resume
course-review = Review
course-promise = What you will be able to do
course-modules = Modules
course-minutes =
    { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }
course-glance = At a glance
course-length = Length
course-languages = Languages
course-audiences = For whom
course-completion = What completes the course
course-requires-every-step = You have opened and finished every step.
course-requires-every-quiz = You have answered every practice quiz to its end.
course-requires-final-passed = You have passed the final quiz.
course-requires-plan-made = You have made your action plan.
course-requires-session-attended = You have come to a session with a facilitator, and whoever leads it has recorded that you came. E-learning alone never completes this course.

theme-responsible-purchasing = Responsible purchasing
theme-working-time = Working time
theme-wages = Wages
theme-social-dialogue = Social dialogue
theme-due-diligence = Due diligence
theme-equality = Equality and respect
theme-safety-health = Safety and health

audience-brand = Brands
audience-factory = Factories
audience-national-partner = National partners
audience-everyone = Everyone

courses-check-fits = No mistakes. { $course }: { $modules } modules, { $minutes } minutes, in { $languages }.
courses-check-mistakes =
    { $count ->
        [one] { $count } mistake. Nothing was imported.
       *[other] { $count } mistakes. Nothing was imported.
    }
courses-import-new = Imported as version { $version }.
courses-import-published = Nothing changed. Version { $version } is published now.
courses-import-unchanged = Nothing changed. Version { $version } is the newest one.
course-law = The law, country by country
course-law-text = Laws change. Each line names its source and the day from which it applies. What nobody has compared with the official text says so: check it before you rely on it.
course-law-since = In force since { $date }
course-law-confirmed = Compared with the text of the law
course-law-unconfirmed = Not yet compared with the official text
