finding-factory-missing = Say in which factory.
finding-factory-unknown = No factory for which you may bring findings is called “{ $word }”.
finding-point-missing = Name the compliance point.
finding-point-unknown = “{ $word }” is no compliance point.
finding-point-unknown-like = “{ $word }” is no compliance point. Did you mean “{ $like }”?
finding-question-unknown = “{ $word }” is no question of the factory’s country.
finding-question-elsewhere = The question “{ $word }” does not belong to the point “{ $point }”.
finding-question-not-valid = The question “{ $word }” is not in force on the day of the finding.
finding-point-not-valid = The point “{ $point }” is not in force yet on the day of the finding.
improvement-state-unknown = There is no such state. Write open, under-way, reported-fixed or verified.
finding-source-missing = Say where the finding comes from.
finding-source-unknown = “{ $word }” is no source of findings. Write self-diagnosis, bw-assessment, slcp-self-assessment, worker-survey or other.
finding-factory-not-assessed = This factory is known through its group only: Better Work does not assess it. Name another source.
finding-severity-unknown = “{ $word }” is no severity. Write low, medium, high or critical.
finding-date-missing = Say when it was found.
finding-date-in-future = The day of the finding is in the future.
finding-date-too-early = No finding is as old as that. Look at its day again.
finding-text-too-long = Shorten the text to 4,000 characters.
finding-reference-too-long = Shorten the reference to 120 characters.
finding-cycle-unknown = This factory is in no such cycle, and was not.
finding-cycle-wrong = The cycle is a number from 1.
finding-cycle-to-come = Cycle { $cycle } has not begun: the factory is in cycle { $current }.
finding-due-before-found = The due date is before the day of the finding.
finding-field-unknown = A finding has no field “{ $word }”.
finding-line-twice = Line { $line } names the same finding (factory, source, reference and cycle) and says something different. Keep one of the two, or give each finding a reference of its own.
finding-slcp-reference-missing = A row with a finding names its self-assessment and the number of its question.
finding-slcp-topic-unknown = No compliance point is known for the topic “{ $word }”. Name the point in the row.
finding-slcp-unanswered = This question is not answered. Write yes or no, or leave the row out.
finding-slcp-yes-or-no = “{ $word }” is neither yes nor no.
finding-told-about = { $factory }, { $point } ({ $source } { $reference })
finding-told-one-more = One more source of an item that is there.
finding-told-gone = The source says it no more.
finding-told-change = { $what }: { $from } → { $to }
finding-told-item-change = Of the item, { $what }: { $from } → { $to }

finding-source-self-diagnosis = Self-diagnosis
finding-source-bw-assessment = Better Work assessment
finding-source-slcp-self-assessment = SLCP self-assessment
finding-source-worker-survey = Worker survey
finding-source-other = Other source
severity-low = Low
severity-medium = Medium
severity-high = High
severity-critical = Critical
improvement-state-open = Open
improvement-state-under-way = Under way
improvement-state-reported-fixed = Reported fixed
improvement-state-verified = Verified
improvement-side-management = Management
improvement-side-workers = Workers
voice-stance-solved = Solved
voice-stance-partly-solved = Partly solved
voice-stance-not-solved = Not solved
item-change-found = Found
item-change-merged = One more source
item-change-corrected = A source was corrected
item-change-moved = A source was corrected: the item belongs to another point
item-change-source-moved = A source was corrected to another point
item-change-source-gone = A source says it no more
item-change-reopened = Opened again: what was verified has changed
item-reopened-changed = Something in the item was changed
item-reopened-moved = Its source was corrected to another point
item-reopened-voice = A side says that it is not solved
item-change-found-again = Found after it had been verified
item-change-planned = Plan changed
item-change-state = State changed
item-change-verified = Verified
item-change-evidence = Evidence came in
item-change-evidence-withdrawn = Evidence was taken back
item-change-voice = A side said its view
item-lacks-report = It is not reported as fixed yet.
item-lacks-evidence = No evidence has come in yet.
item-lacks-management-view = Management has not said its view yet.
item-lacks-workers-view = The workers’ side has not said its view yet.
item-side-says-not-solved = One side says that it is not solved.
item-owner-does-not-plan = You carry this item out: say how far it is, bring evidence, write comments. What is planned is changed by those who work on the plan.
item-verify-adviser-only = An item is verified by the adviser.
heard-not-management = Management was not heard.
heard-not-workers = The workers’ side was not heard.
heard-not-women = No women were heard.
heard-not-men = No men were heard.

held-improvement-item = Actions that you own in improvement plans
held-improvement-source = Findings that you brought
held-improvement-evidence = Evidence that you brought
held-improvement-comment = What you wrote about items of improvement plans
held-improvement-voice = The views of your side that you wrote
held-improvement-change = What you changed in improvement plans
held-progress-report = Progress reports that you worked on
held-progress-report-copy = Progress reports that you sent
held-column-factory = Factory
held-column-point-code = Compliance point
held-column-state = State
held-column-brought-at = Brought
held-column-reference = Reference
held-column-note = Note
held-column-text = Text
held-column-stance = View
held-column-changed-at = Changed

audit-action-improvement-lead = Led an improvement plan
audit-action-improvement-work = Worked on an improvement plan
audit-action-improvement-see = Looked at an improvement plan
audit-action-frame-change = Changed the compliance frame

frame-code-wrong = “{ $word }” cannot be a code. Use letters, digits, hyphens and dots.
frame-version-wrong = The version is a number from 1.
frame-cluster-missing = A new point names its cluster.
frame-cluster-unknown = “{ $word }” is no compliance cluster.
frame-kind-unknown = “{ $word }” is no kind of row. Write cluster or theme, or leave it empty for points and questions.
frame-column-of-points = “{ $column }” is for points and questions only. Empty this cell.
frame-told-cluster = Cluster { $code }
frame-told-theme = Theme { $code }
frame-told-point = Point { $code }
frame-told-question = Question { $code }, { $country }, version { $version }
frame-line-twice = Line { $line } says something different of the same point, or of the same version of the same question. Keep one of the two.
frame-version-same-day = Version { $version } begins on the same day: nobody could say which of the two holds. Choose another day.
frame-confirmed-unknown = “{ $word }” does not say whether it is confirmed. Write yes or no, C or R.
frame-column-of-questions = “{ $column }” is for questions only. Name the country of the question, or empty this cell.
frame-theme-unknown = “{ $word }” is no priority theme.
frame-title = Compliance frame
frame-contents = On this page
frame-lead = Clusters and points are the same in every country; questions are a country’s own. What is marked “to be verified” was recalled and not yet seen in a source.
frame-text = Clusters, points and the questions of countries behind every improvement plan
frame-import = Import the frame
frame-questions-title = Questions of the countries
frame-questions-text = By version, with the law that each rests on.
question-version = version { $version }
question-law-label = Law
point-name-missing = Write the name in both languages.
point-name-too-long = Shorten the name to 200 characters.
point-theme-unknown = There is no such theme.
point-changed-meanwhile = Somebody changed this point meanwhile
point-confirmed = Confirmed
point-to-be-verified = To be verified
point-theme-none = No priority theme
point-name-en-label = English name
point-name-vi-label = Vietnamese name
point-cluster-label = Cluster
point-theme-label = Priority theme
point-mark-label = Compared with a source
point-mark-help = Confirmed: seen in a public source.
point-valid-from-label = Valid from
point-save = Save the point
notice-point-saved = The point was saved.
audit-subject-compliance-point = compliance point
audit-subject-compliance-question = compliance question
audit-subject-improvement-item = item of an improvement plan
audit-subject-progress-report = progress report

improvement-plans-title = Improvement plans
improvement-plans-lead = What each factory improves, and how far it is.
improvement-plans-search-label = Search for a factory
improvement-plans-factory-label = Factory
improvement-plans-progress-label = Progress
improvement-plans-waiting-label = Waiting for verification
improvement-plans-overdue-label = Overdue
improvement-plans-nothing = Nothing found yet
improvement-plans-none = No factories
improvement-plans-none-text = The plans of the factories that you work with stand here.
improvement-plans-none-found = No factory found
improvement-plans-none-found-text = Try another word.
improvement-plans-shown = { $first } to { $last } of { $total }
improvement-plan-progress =
    { $total ->
        [one] { $verified } of { $total } item verified.
       *[other] { $verified } of { $total } items verified.
    }
improvement-plan-title = Improvement plan of { $factory }
improvement-plan-lead = Improvement plan
improvement-plan-bring = Import findings
improvement-plan-search-label = Search the plan
improvement-plan-cycles-label = Cycles
improvement-plan-states-label = States
improvement-plan-themes-label = Themes
improvement-plan-all-states = All states
improvement-plan-all-themes = All themes
improvement-plan-overdue = Overdue
improvement-plan-found-again = Found again
improvement-plan-cycle = Cycle { $cycle }
improvement-plan-open-elsewhere =
    { $count ->
        [one] One more item is open in cycle { $cycle }
       *[other] { $count } more items are open in cycle { $cycle }
    }
improvement-plan-point-label = Compliance point
improvement-plan-sources-label = Sources
improvement-plan-evidence =
    { $count ->
        [one] { $count } file
       *[other] { $count } files
    }
improvement-plan-items-shown = { $first } to { $last } of { $total }
improvement-plan-none = Nothing was found yet
improvement-plan-none-in-cycle = No item in this cycle
improvement-plan-none-text = Findings come from the self-diagnosis, the assessment, an SLCP self-assessment or a survey.
improvement-plan-none-found = No item found
improvement-plan-none-found-text = Try another word, or take a filter away.

item-plan-title = What will be done
item-root-cause-label = Root cause
item-action-label = Action
item-owner-label = Owner
item-owner-name-label = Owner without an account
item-due-label = Due on
item-cycle-label = Cycle
item-state-label = State
item-severity-label = Severity
item-source-label = Source
item-reference-label = Reference
item-found-on-label = Found on
item-reason-label = Reason
item-no-source = No source is left: it was corrected to another point, and what people did here stays.
item-source-gone = Since { $day } the source no longer says so.
item-side-label = Side
item-stance-label = View
item-question-label = Question
item-field-label = Field
item-nothing-yet = Nothing written yet
item-nobody-yet = Nobody yet
item-owner-gone = The owner has left. Choose another one.
item-no-date-yet = No date yet
item-change = Plan this item
item-change-title = Plan: { $point }
item-state-set = Change the state
item-state-missing = Choose a state.
item-state-help = An item is verified on its page by the adviser, with evidence and the views of both sides.
item-verified-by-step = An item is verified on its page, with evidence and the views of both sides.
item-root-cause-help = Why does it happen? Ask why until the answer is something that can be changed.
item-action-help = What will be different, and how will it stay so?
item-owner-help = Somebody of the factory who has an account.
item-owner-name-help = Only where the owner has no account.
item-owner-none = Nobody yet
item-owner-unknown = This person does not belong to the factory.
item-owner-too-long = Shorten the name to 120 characters.
item-save = Save
item-leave = Leave it as it is
item-changed-meanwhile = Somebody changed this item meanwhile
item-changed-by = Changed by { $name }
item-changed-text = See what differs. What you typed is still in the form; save it to put it in place of theirs.
item-changed-now = As it is now
item-changed-typed = What you typed
item-voices-title = What both sides say
item-voices-text = Management and workers each write their own view; neither changes the other’s.
item-not-heard = Not everybody was heard
item-side-silent = This side has not said its view yet.
item-voice-own = Your side: { $side }
item-voice-text-label = Your side’s view
item-voice-text-help = What matters to your side, and what has changed for people on the line.
item-women-heard = Women were heard
item-men-heard = Men were heard
item-voice-save = Save your side’s view
item-voice-reopens = This item is verified. “Not solved” opens it again.
item-change-reopens = This item is verified. Saving a change opens it again: what was verified is then not what stands here.
item-severity-adviser-only = The source and the adviser say how severe a finding is.
item-due-in-past = This day is over. Choose a later one.
voice-heard-both = Women and men were heard
voice-heard-women = Women were heard
voice-heard-men = Men were heard
voice-heard-not-said = Not said who was heard
voice-of-other-side = Each side writes its own view.
voice-of-the-factory = The factory’s own people have said this side’s view; only they change it.
voice-text-missing = Write your side’s view.
voice-stance-missing = Choose a view.
item-evidence-title = Evidence
item-no-evidence = No evidence has come in yet.
item-evidence-add = Add the file
item-evidence-withdraw = Take back
item-file-label = File
item-file-help = PDF, picture, Word, Excel, PowerPoint, CSV or text; up to 10 megabytes.
item-note-label = What it shows
item-kilobytes = { $count } KB
evidence-kind-wrong = This kind of file cannot be used. Add a PDF, a picture, an Office document, CSV or text.
evidence-damaged = This file is empty or damaged: nobody could open it. Save it again, and add that.
evidence-of-somebody-else = Only the person who added a file, or the adviser, can take it back.
evidence-of-verified-item = The evidence of a verified item stays.
item-verify-title = Verify
item-verify-text = Evidence is there and both sides have said their view. What people learned is no evidence by itself.
item-verify-lacks = This item cannot be verified yet:
item-verify = Verify this item
item-comments-title = Comments
item-no-comments = No comments yet.
item-comment-label = Your comment
item-comment-add = Add the comment
item-comment-missing = Write a comment.
item-sources-title = Where it comes from
item-brought-by = brought by { $name }
item-frame-title = In the compliance frame
item-earlier-title = In earlier cycles
item-history-title = History
notice-item-saved = The item was saved.
notice-item-verified = The item is verified.
notice-voice-saved = Your side’s view was saved.
notice-comment-added = The comment was added.
notice-evidence-added = The file was added.
notice-evidence-withdrawn = The file was taken back.

report-link = Progress report
report-title = Progress report of { $factory }
report-released-label = Assessment report released on
report-due-label = Progress report due on
report-sent-label = Sent
report-as-sent = Sending { $version }, { $day }
report-sent-by-label = Sent by
report-send-factory-only = The factory itself sends its report: its management or its workers’ representatives.
report-as-sent-text = Text and table stand as they were sent. What the Academy knows of meetings, visits, trainings and public issues is as it is today.
report-sendings-label = Sendings
report-changed-since = Changed since it was sent
report-changed-since-text = What is written below is not sent yet. Sent again, it becomes the next sending; the earlier ones stay.
report-send-again = Save and send again
report-section-missing = Write this section before the report is sent.
report-sent-already = The report was sent already: the day of the release stays.
report-release-known = The assessment of this cycle was released in the Academy: its day counts.
report-release-before-cycle = This day is before the cycle began.
report-sent-in-time = Sent in time
report-sent-late =
    { $days ->
        [one] Sent { $days } day late
       *[other] Sent { $days } days late
    }
report-late =
    { $days ->
        [one] { $days } day late
       *[other] { $days } days late
    }
report-days-left =
    { $days ->
        [0] Due today
        [one] { $days } day left
       *[other] { $days } days left
    }
report-waits = The assessment report is not released yet
report-waits-text =
    { $days ->
        [one] The factory’s progress report is due one day after the release.
       *[other] The factory’s progress report is due within { $days } days of the release.
    }
report-waiting-title = Nothing is written yet
report-waiting-due =
    { $days ->
        [one] The report is due on { $day }, one day after the assessment report was released.
       *[other] The report is due on { $day }, { $days } days after the assessment report was released.
    }
report-waiting-writers = The factory writes it: its management and its workers’ representatives together. The adviser may help.
report-waiting-sections = What will stand here
report-waiting-write = Begin with the section that you know best. You can save it as it is and send the report when it is whole.
report-waiting-release = Set the day on which the assessment report was released. The days are counted from it.
report-waiting-others = Until the factory writes, its plan shows how far it is.
report-waiting-plan-first = There is nothing to write yet. The report will tell how far the plan has come, so the plan is what counts now.
report-waiting-plan = Open the improvement plan
report-social-dialogue = Social dialogue
report-social-dialogue-help = How management and workers worked on the plan together.
report-systems = Systems
report-systems-help = What was built so that problems do not come back.
report-continuous-learning = Continuous learning
report-continuous-learning-help = What people learned, and how it is used.
report-feedback = Feedback to Better Work
report-feedback-help = What helped the factory, what hindered it, and what it needs. It may stay empty.
report-section-empty = Nothing written yet.
report-section-too-long = Shorten the text to 10,000 characters.
report-changed-meanwhile = Somebody wrote in this report meanwhile. Copy your text, open the report again and look at theirs.
report-plan-title = Improvement plan
report-members-title = Bipartite committee
report-members-warning = About the committee
report-write-title = Write the report
report-save = Save
report-send = Save and send
report-release-title = Release of the assessment report
report-release-text =
    { $days ->
        [one] From this day the factory has one day for its progress report.
       *[other] From this day the factory has { $days } days for its progress report.
    }
report-release = Set the day
notice-report-released = The day of the release is set.
notice-report-saved = The report was saved.
notice-report-sent = The report was sent.
report-members-none = No bipartite committee is recorded yet.
report-meetings-title = Meetings of the committee
report-meetings-none = No meeting is recorded in this cycle.
report-day-label = Day
report-present-label = Present
report-meeting-present = { $management } for management, { $workers } for workers
report-unheard-label = Who was heard
report-all-heard = Both sides, women and men
report-agreed-label = Agreed
report-meeting-agreed =
    { $agreed ->
        [0] No actions
        [one] { $agreed } action, { $done } done
       *[other] { $agreed } actions, { $done } done
    }
report-visits-title = Visits by the programme
report-visits-none = No visit is recorded in this cycle.
report-purpose-label = Purpose
report-delivery-label = In person or virtual
report-adviser-label = Adviser
report-trainings-title = Training
report-trainings-text = Courses that people completed, and seminars and workshops that they came to, in this cycle. How many is told from { $smallest } people on; how many of them are women, where there are { $bysex } women and { $bysex } others.
report-trainings-none = No training is recorded in this cycle.
report-training-label = Training
report-training-kind-label = Kind
report-training-course = Course
report-training-seminar = Seminar with other factories
report-training-gathering = Workshop
report-training-on-label = Last on
report-people-label = People
report-women-label = Of them women
report-few = Fewer than { $smallest }
report-issues-title = Publicly reported issues
report-issues-text = What was found under the country’s publicly reported questions. Better Work verifies those that the factory reports as fixed.
report-issues-none = None of the country’s publicly reported issues was found in this cycle.
report-issues-no-list = For this country no question is marked as publicly reported.
question-public-from-label = Publicly reported from
evidence-id-wrong = Give a UUID as id, or leave it out.
evidence-id-taken = Another file came under this id. Make a new id.
evidence-name-missing = Say what the file is called.
question-change-title = Change a question
question-new-title = Add a question
question-code-label = Code
question-code-help = Letters, digits, dots and dashes. A finding names the question by it.
question-version-label = Version
question-version-help = A new version stands beside the older ones.
question-text-en-label = Question in English
question-text-vi-label = Question in Vietnamese
question-law-help = The law and its articles, as they are cited.
question-valid-to-label = Valid until
question-public-from-help = From this day on, what is found under it is reported publicly. Leave it empty where it is not.
question-point-none = Choose a compliance point
question-country-none = Choose a country
question-save = Save the question
question-further-version = Begin a new version
question-changed-meanwhile = Somebody changed this question meanwhile
question-country-missing = Choose a country of the list.
question-code-wrong = Write a code of letters, digits, dots and dashes, at most 80.
question-there-already = This version of the question is there already.
question-country-not-own = Choose a country for whose questions you are responsible.
question-law-missing = Name the law, or write that it is still to be verified.
question-text-missing = Write the question in both languages.
question-text-too-long = Shorten the text to 1,000 characters.
question-days-wrong = The last day comes after the first.
notice-question-saved = The question was saved.
held-findings-title = Findings that wait for the release
held-findings-text = Only those who plan and make this assessment see them. When the report is released, they become items of the improvement plan.
held-findings-none = Nothing waits.
held-findings-cancelled = The assessment is cancelled, so these findings wait for nothing. Tick some, then drop them, or bring them to another assessment that you plan or make here.
held-findings-wanted = What becomes of the ticked findings
held-findings-choose = Choose
held-findings-drop = Drop them
held-findings-move = Let them wait for the assessment of { $day }
held-findings-action = Settle the ticked findings
held-findings-none-chosen = Tick at least one finding.
held-findings-wanted-missing = Choose what becomes of them.
held-findings-not-cancelled = The assessment is not cancelled: they wait for its report.
notice-held-findings-settled = Done.
job-kind-improvement-news = Tells people what happened to items of improvement plans
job-kind-notice-plan-reminders = Reminds owners of the dates of their items
job-kind-committee-minutes-changed = Tells people that the record of a committee meeting was changed
job-kind-committee-action-agreed = Tells a member what the committee agreed that they do
job-kind-seminar-news = Tells people of seminars
job-kind-assessment-report-released = Tells people that an assessment report is released
job-kind-assessment-findings-waited = Takes the findings of a released report into the plan
improvement-plan-strange-title = There is no such filter here
improvement-plan-strange-text = The address asks for a cycle, a state or a theme that this plan does not have. You see the plan without it.
