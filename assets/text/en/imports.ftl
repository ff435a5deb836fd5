import-name = Name
import-name-also = Full name|Person
import-email = Email
import-email-also = E-mail|Email address|E-mail address|Mail
import-organisation = Organisation
import-organisation-also = Organization|Name of the organisation|Factory|Company
import-organisation-name = Name
import-organisation-name-also = Name of the organisation|Organisation|Organization
import-role = Role
import-role-also = Role in the organisation
import-language = Language
import-language-also = Language of the mail
import-language-en = English
import-language-vi = Vietnamese
import-sex = Sex
import-sex-also = Gender
import-starts-on = Starts on
import-starts-on-also = From|Start|Start date
import-department = Department
import-department-also = Line|Section|Unit
import-department-too-long = A department may have up to 160 letters.
import-ends-on = Ends on
import-ends-on-also = Until|End|End date
import-kind = Kind
import-kind-also = Kind of organisation|Type
import-country = Country
import-country-also = Country code
import-part-of = Part of
import-part-of-also = Group|Manufacturing group
import-reference = Reference
import-reference-also = Own reference|Code

import-organisation-missing = Say in which organisation. It can be left out only where you look after a single one.
import-organisation-unknown = No organisation of yours is called “{ $word }”.
import-organisation-unclear = Several organisations are called “{ $word }”. Use the reference or the id instead of the name.
import-group-unknown = No manufacturing group of yours is called “{ $word }”.
import-role-unknown = “{ $word }” is no role here.
import-language-unknown = “{ $word }” is no language of the Academy. Write English or Vietnamese.
import-sex-unknown = “{ $word }” cannot be read here. Write female, male or other, or leave the cell empty.
import-kind-unknown = “{ $word }” is no kind of organisation.
import-country-unknown = “{ $word }” is no country on our list. Write its name, or its code of two letters.
import-reference-too-long = Shorten the reference to 60 characters.
import-kind-stays = This organisation is of another kind, and its kind stays as it is.
import-line-twice = Line { $line } says the same already.
import-administrator-days = The days of an administrator are changed on the page of the organisation, not by a list.
import-sum = { $created } created, { $changed } changed, { $unchanged } unchanged, { $refused } refused.

imports-title = Import lists
imports-lead = Bring in a whole list at once. You see what would happen before anything does.
imports-own-title = Your imports
imports-own-none = None yet.
imports-action = Import a list
import-title-people = People
import-title-organisations = Organisations
import-lead-people = One row for each person. Somebody new gets an invitation by mail, once. Somebody who is there already gets the role and its days; their name and language stay as they state them.
import-lead-organisations = One row for each organisation. With a reference of your own, an organisation is known again when its name changes.
import-file-label = File (CSV or XLSX)
import-file-help = Up to 16 megabytes and 100,000 rows. The first line names the columns, in English or Vietnamese; dates are written as 2026-11-22.
import-file-missing = Choose a file first.
import-look-through = Look through
import-columns-title = Columns
import-template-xlsx = Template for Excel
import-template-csv = Template as CSV
import-state-checking = being looked through
import-state-checked = waits for you
import-state-unreadable = cannot be read
import-state-importing = under way
import-state-done = finished
import-state-failed = stopped
import-checking-title = The file is being looked through
import-waiting-text = This page asks again by itself. You can leave it and come back.
import-unreadable-title = This file cannot be imported
import-failed-title = The import stopped
import-failed-text = { $done } of { $rows } rows were taken in before an error of ours stopped it.
import-failed-nothing = An error of ours stopped it, and nothing of this file was taken in.
import-failed-again = You can choose the same file again: rows that are in already stay as they are. If it stops again, tell those who run the Academy.
import-again = Choose another file
import-importing-title = The rows are being imported
import-progress = { $done } of { $rows } rows
import-checked-title = What would happen
import-done-title = What was done
import-created =
    { $count ->
        [one] { $count } new
       *[other] { $count } new
    }
import-changed =
    { $count ->
        [one] { $count } changed
       *[other] { $count } changed
    }
import-unchanged =
    { $count ->
        [one] { $count } unchanged
       *[other] { $count } unchanged
    }
import-refused =
    { $count ->
        [one] { $count } row refused
       *[other] { $count } rows refused
    }
import-refused-text = Nothing is imported while a row is wrong. Mend the rows below in your file and choose it again, or leave them out.
import-leave-out =
    { $count ->
        [one] Leave out the refused rows and import one
       *[other] Leave out the refused rows and import { $count }
    }
import-start =
    { $count ->
        [one] Import one row
       *[other] Import { $count } rows
    }
import-nothing-to-do = Everything in this file is in the Academy already. There is nothing to do.
import-refusals-title = Refused rows
import-line-label = Line
import-reason-label = Reason
import-changes-title = Rows that change something
import-change-about-label = About
import-change-label = What changes
import-line = Line { $line }
import-refusals-more =
    { $count ->
        [one] And one row more.
       *[other] And { $count } rows more.
    }
import-rows-wrong = Some rows are wrong. Leave them out, or mend the file and choose it again.
import-gone = This list was deleted before anybody decided on it. Lists with people in them are not kept. Send it again if you still need it.
import-decided-already = This import was decided already.

import-title-findings = Findings
import-lead-findings = One row for each finding. Findings of several sources on the same compliance point become one item of the factory’s plan, which keeps them all. A finding is known again by its source and its reference. Findings of a Better Work assessment wait until the report of their cycle’s assessment is released: only the people of that assessment see them, and with the release they enter the plan.
import-title-slcp = SLCP Step 1 self-assessment
import-lead-slcp = One row for each answer. Answers with a finding become items of the improvement plan; an answer that no longer has one marks the source that said so; the others change nothing. Topics are matched to compliance points by a list that is still to be verified; a row may name the point itself.
import-factory = Factory
import-factory-also = Name of the factory|Facility|Enterprise
import-point = Compliance point
import-point-also = Point|CP|Compliance point code
import-question = Question
import-question-also = Question code|Question ID
import-source = Source
import-source-also = Kind of source|Source kind
import-source-reference = Source reference
import-source-reference-also = Reference|Own reference|Finding ID|ID
import-found-on = Found on
import-found-on-also = Date|Date found|Date of the finding
import-severity = Severity
import-severity-also = Priority|Risk
import-cycle = Cycle
import-cycle-also = Cycle number
import-finding = Finding
import-finding-also = Description|Text|What was found
import-root-cause = Root cause
import-root-cause-also = Cause
import-action = Action
import-action-also = Corrective action
import-due-on = Due on
import-due-on-also = Due|Due date|Deadline
import-slcp-assessment = Self-assessment
import-slcp-assessment-also = Gateway ID|Assessment ID|Profile
import-slcp-question = Question number
import-slcp-question-also = Question|Question ID
import-slcp-topic = Topic
import-slcp-topic-also = Section|Sub-section|Subsection
import-slcp-finding = Finding (yes or no)
import-slcp-finding-also = Finding|Non-compliance|Legal non-compliance
import-slcp-completed-on = Completed on
import-slcp-completed-on-also = Date|Completed
import-slcp-answer = Answer
import-slcp-answer-also = Comment|Response
import-yes-words = yes|y|true|1|finding|non-compliant
import-no-words = no|n|false|0|none|compliant|not applicable
import-title-frame = Compliance frame
import-lead-frame = One row for each compliance point, or, where it names a country and a point, for a question of that country. A row whose kind is cluster or theme names a compliance cluster or a priority theme. An empty cell of a point that is there changes nothing.
import-frame-code = Code
import-frame-code-also = Point code|Question code
import-frame-name-en = Name or question in English
import-frame-name-en-also = English|Name (English)|EN
import-frame-name-vi = Name or question in Vietnamese
import-frame-name-vi-also = Vietnamese|Name (Vietnamese)|VI
import-frame-kind = Kind of row
import-frame-kind-also = Row is
import-frame-cluster-words = cluster|compliance cluster
import-frame-theme-words = theme|priority theme
import-frame-row-words = point|compliance point|question
import-frame-cluster = Cluster
import-frame-cluster-also = Compliance cluster
import-frame-theme = Theme
import-frame-theme-also = Priority theme
import-frame-confirmed = Confirmed
import-frame-confirmed-also = Mark|Evidence
import-frame-valid-from = Valid from
import-frame-valid-from-also = In force from
import-frame-valid-to = Valid until
import-frame-valid-to-also = Valid to
import-frame-public-from = Publicly reported from
import-frame-public-from-also = Public from|Publicly reported since
import-frame-version = Version
import-frame-version-also = Version of the question
import-frame-law = Law
import-frame-law-also = Law reference|Legal reference
api-import-send = Takes in a list as CSV or XLSX: 200 when it is done, 202 when a job goes on; asked with dry_run, nothing is imported
api-import = How far an import is, and what became of its rows
import-anew-title = This is not what you saw before
import-anew-text = Somebody changed what these rows speak of after you had seen the preview. Nothing was imported. Look at what would be done now, and decide again.
