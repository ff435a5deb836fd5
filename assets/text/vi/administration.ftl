audit-title = Nhật ký
audit-lead = Ai đã làm gì với ai. Các dòng được giữ mãi mãi và chỉ ghi mã số của từng người; tên được tra khi bạn đọc. Việc bạn đọc cũng được ghi lại.
audit-person-label = Người
audit-organisation-label = Tổ chức
audit-action-label = Việc đã làm
audit-action-any = Mọi việc
audit-from-label = Từ ngày
audit-until-label = Đến ngày
audit-action-unknown = Chưa ai làm việc có tên này. Bạn hãy chọn trong danh sách.
audit-filter = Hiển thị
audit-time = Thời điểm (UTC)
audit-who = Ai
audit-what = Làm gì
audit-whom = Với ai hoặc cái gì
audit-where = Ở đâu
audit-shown =
    { $total ->
        [0] Không có dòng nào
       *[other] { $first } đến { $last } trong số { $total } dòng
    }
audit-none = Không có dòng nào
audit-none-text = Không có việc nào khớp với điều bạn tìm.
audit-erased-person = người đã được xoá
audit-operator = người vận hành, trên máy chủ
audit-subject-person = người
audit-subject-enrolment = ghi danh
audit-subject-membership = tư cách thành viên
audit-subject-invitation = lời mời
audit-subject-organisation = tổ chức
audit-subject-import = lần nhập danh sách
audit-subject-course = khoá học
audit-subject-sign-in = phiên đăng nhập
audit-subject-audit = nhật ký
audit-action-audit-see = Đọc nhật ký
audit-action-own-data-see = Tải dữ liệu của chính mình
audit-action-course-import = Nhập một phiên bản khoá học
audit-action-course-publish = Công bố khoá học
audit-action-course-withdraw = Rút khoá học
audit-action-organisation-register = Đăng ký tổ chức
audit-action-organisation-change = Thay đổi tổ chức
audit-action-administrator-make = Mời quản trị viên
audit-action-membership-grant = Giao vai trò
audit-action-membership-end = Kết thúc vai trò
audit-action-membership-change = Đổi thời hạn hoặc bộ phận của một vai trò
audit-action-people-see = Xem một người
audit-action-people-suspend = Tạm ngưng tài khoản
audit-action-people-suspension-lift = Gỡ tạm ngưng
audit-action-people-invite = Gửi lời mời
audit-action-invitation-accept = Nhận lời mời
audit-action-invitation-renew = Gửi lại lời mời
audit-action-invitation-withdraw = Rút lời mời
audit-action-invitation-change = Sửa một lời mời
audit-action-import-make = Nhập một danh sách
audit-action-enrolment-make = Ghi danh
audit-action-enrolment-change = Đổi hạn hoàn thành
audit-action-enrolment-withdraw = Rút ghi danh
audit-action-enrolment-see = Xem việc học của người khác
audit-action-team-see = Xem một đội học tập
audit-action-enrolment-remind = Nhắc một người về khoá học
audit-action-audience-make = Tạo một nhóm đối tượng
audit-action-audience-change = Sửa một nhóm đối tượng
audit-action-audience-end = Kết thúc một nhóm đối tượng
audit-action-plan-countersign = Ký xác nhận kế hoạch
audit-action-profile-change = Sửa hồ sơ cá nhân
audit-action-password-change = Đổi mật khẩu
audit-action-password-reset = Đặt mật khẩu mới
audit-action-sign-in-begin = Đăng nhập
audit-action-sign-in-end = Kết thúc một phiên đăng nhập
audit-action-sign-in-end-all = Đăng xuất khỏi mọi thiết bị
audit-action-erasure-ask = Yêu cầu xoá dữ liệu của mình
audit-action-erasure-withdraw = Rút yêu cầu xoá dữ liệu
audit-action-erasure-see = Xem một yêu cầu xoá dữ liệu
audit-action-people-erase = Xoá dữ liệu của một người

administration-title = Quản trị
administration-people-title = Người và tổ chức
administration-people-text = Mọi người, vai trò của họ và ai đang bị tạm ngưng
administration-organisations-text = Nhãn hàng, nhà máy, đối tác và những người thuộc các tổ chức đó
administration-erasures-text =
    { $count ->
        [0] Không có ai đang chờ
       *[other] { $count } người đang chờ
    }
administration-programme-title = Chương trình
administration-audit-text = Ai đã làm gì với ai

erasures-title = Yêu cầu xoá dữ liệu
erasures-lead = Những người muốn Học viện xoá dữ liệu về mình. Hãy xem từng yêu cầu rồi thực hiện.
erasures-open-title = Đang chờ
erasures-none = Không có ai đang chờ.
erasures-done-title = Đã thực hiện
erasure-asked-on = Yêu cầu ngày
erasure-done-on = xoá lúc
erasure-look = Xem
erasure-one-title = Xoá dữ liệu của { $name }?
erasure-effect-title = Điều sẽ xảy ra
erasure-effect-goes = Tên, địa chỉ, mật khẩu, phiên đăng nhập, lời mời, thư, câu trả lời, kế hoạch hành động và nhận xét sẽ mất. Các vai trò kết thúc hôm nay. Không còn nơi nào tìm thấy người này.
erasure-effect-stays = Số liệu chung giữ nguyên: giới tính, quốc gia, tháng và tiến độ vẫn còn dưới một mã số không chỉ ra ai, còn nhật ký ghi “người đã được xoá”.
erasure-effect-for-good = Không thể hoàn tác. Các bản sao lưu lập trước hôm nay vẫn còn dữ liệu của người này; sau khi khôi phục một bản như vậy, hãy xoá lại.
erasure-carry-out = Xoá dữ liệu của người này
erasure-of-oneself = Yêu cầu của chính bạn phải do người khác thực hiện.
erasure-last-administrator = Đây là quản trị viên cuối cùng. Trước hết hãy giao vai trò quản trị viên cho người khác.
erasure-gone = Yêu cầu đã được rút hoặc đã được thực hiện trong lúc đó.
notice-erasure-done = Dữ liệu của người này đã được xoá.
audit-subject-job = việc
audit-subject-mail = thư
audit-subject-setting = cài đặt
audit-action-audit-export = Tải nhật ký thành tệp
audit-action-job-retry = Cho chạy lại một việc
audit-action-job-drop = Bỏ một việc
audit-action-mail-send-again = Gửi lại một thư
audit-action-setting-change = Đổi một cài đặt
audit-subject-audience = nhóm đối tượng
audit-subject-newsletter = bản tin
audit-subject-pathway = lộ trình
audit-subject-pathway-template = mẫu lộ trình
audit-subject-report-schedule = báo cáo gửi qua thư
audit-action-calendar-make = Tạo liên kết lịch
audit-action-calendar-revoke = Huỷ liên kết lịch
audit-action-notice-choose = Chọn các thông báo muốn nhận
audit-action-notice-stop-mails = Dừng nhận thông báo qua thư
audit-action-pathway-make = Bắt đầu một lộ trình
audit-action-pathway-change = Sửa một lộ trình
audit-action-pathway-publish = Ban hành một lộ trình
audit-action-pathway-confirm = Trả lời thay một bên của uỷ ban
audit-action-pathway-step-done = Ghi nhận một bước đã xong
audit-action-pathway-presence = Ghi nhận ai đã dự một bước
audit-action-pathway-excuse = Ghi ai không cần dự một bước
audit-action-pathway-excuse-end = Mời lại người dự một bước
audit-action-pathway-template-clone = Sao chép một mẫu lộ trình
audit-action-pathway-template-share = Chia sẻ một mẫu lộ trình
audit-action-pathway-template-remove = Gỡ một mẫu lộ trình
audit-action-pathway-template-change = Sửa một mẫu lộ trình
audit-action-suggestion-decline = Không chọn một gợi ý
audit-column-kind = Loại
audit-column-who-id = Ai (mã số)
audit-column-whom-id = Với ai (mã số)
audit-column-details = Chi tiết
audit-export-csv = CSV
audit-export-xlsx = Excel
audit-export-label = Tải các mục này về
audit-too-long-for-a-sheet = Số mục nhiều hơn một bảng tính chứa được. Bạn hãy tải dạng CSV hoặc chọn ít ngày hơn.

administration-invitations-text = Của mọi tổ chức: đang chờ, đã nhận, hết hạn
administration-work-title = Hệ thống
administration-jobs-text =
    { $count ->
        [0] Không có việc nào bị lỗi
       *[other] { $count } việc bị lỗi
    }
administration-mails-text =
    { $count ->
        [0] Không có thư nào đang chờ
       *[other] { $count } thư đang chờ
    }
administration-settings-text = Những gì được đặt khi Học viện đang chạy, và ai đã đổi

reason-missing = Bạn hãy ghi lý do.
reason-too-long = Lý do dài tối đa 500 ký tự.

jobs-title = Việc nền
jobs-lead = Những gì Học viện tự làm. Việc bị lỗi đã được thử lại trong hai ngày.
jobs-kind-label = Loại
jobs-any-kind = Mọi loại
jobs-filter = Xem
jobs-made = Từ lúc
jobs-next = Lần thử tới
jobs-tries = Số lần thử
jobs-state = Trạng thái
jobs-mistake = Lỗi gì
jobs-none = Không có việc nào
jobs-none-text = Ở đây không có gì cần xem.
jobs-shown =
    { $total ->
        [0] Không có việc nào
       *[other] { $first } đến { $last } trong { $total } việc
    }
job-standing-all = Tất cả
job-standing-waiting = Đang chờ
job-standing-failed = Bị lỗi
job-standing-dropped = Đã bỏ
job-standing-recurring = Tự lặp lại
job-standing-done = Đã xong
job-standing-running = Đang chạy
job-mistake-refused = Máy chủ thư không nhận địa chỉ này.
job-mistake-gone = Đối tượng của việc này không còn nữa.
job-mistake-wrong = Dữ liệu của việc này không còn phù hợp.
job-mistake-away = Một phần cần thiết không trả lời: máy chủ thư, nơi chứa tệp hoặc cơ sở dữ liệu.
job-mistake-defect = Lỗi của chính Học viện. Nhật ký máy chủ ghi rõ lỗi nào.
job-ended = Kết thúc
job-dropped-by = Người bỏ
job-drop-reason = Lý do
job-retry = Thử lại ngay
job-drop-title = Bỏ việc này
job-drop-text = Việc sẽ không được thử lại và được coi là đã xem xong. Phần cần làm thì không được làm.
job-drop = Bỏ
job-reason-label = Vì sao
job-reason-help = Dành cho người phụ trách sau bạn. Đừng ghi tên người.
job-gone-on = Việc đang chạy, đã xong hoặc vừa thay đổi. Bạn hãy xem lại.
notice-job-retried = Việc được thử lại.
notice-job-dropped = Việc đã được bỏ.
job-kind-platform-upkeep = Dọn câu trả lời, việc và bộ đếm cũ
job-kind-audit-link = Nối chuỗi nhật ký
job-kind-mail-upkeep = Dọn thư cũ
job-kind-mail-send = Gửi một thư
job-kind-mail-send-many = Gửi một trăm thư
job-kind-import-look-through = Xem qua một danh sách
job-kind-import-carry-out = Nhập một danh sách
job-kind-import-upkeep = Dọn danh sách cũ
job-kind-import-let-go = Xóa các danh sách chưa ai quyết định
job-kind-import-by-program = Nhập danh sách do chương trình gửi
job-kind-notice-reminders = Nhắc hạn
job-kind-notice-digests = Gửi thông báo trong ngày
job-kind-notice-upkeep = Dọn thông báo cũ
job-kind-ask-about-plan = Hỏi kết quả các cam kết
job-kind-report-send = Gửi một báo cáo
job-kind-reports-due = Tìm báo cáo đến hạn gửi
job-kind-teams-counted = Đếm lại các nhóm
job-kind-people-changed = Cập nhật theo thay đổi về người
job-kind-organisation-moved = Cập nhật theo thay đổi của tổ chức
job-kind-close-attempts = Nộp các bài kiểm tra đã hết giờ
job-kind-audiences-matched = Ghi danh người thuộc nhóm đối tượng
job-kind-newsletter-round = Gửi một lượt bản tin
job-kind-newsletter-upkeep = Dọn các đăng ký chưa xác nhận
job-kind-sign-in-upkeep = Dọn các lần đăng nhập cũ
job-kind-password-reset-mail = Soạn thư đặt mật khẩu mới
job-kind-audience-match = Ghi danh cho một nhóm đối tượng
job-kind-learning-news = Báo cho mọi người biết việc học của họ có gì mới
job-kind-outgoing-events = Chuyển các thay đổi đến địa chỉ của hệ thống khác
job-kind-webhook-delivery = Báo một thay đổi cho hệ thống khác
job-kind-webhook-upkeep = Dọn các lần gửi cũ đến hệ thống khác
job-kind-step-completions = Tìm các bước của lộ trình đã hoàn thành
job-kind-cycle-ended = Xem việc kết thúc một chu kỳ liên quan đến ai
job-kind-factory-handed-over = Báo ai tư vấn cho nhà máy từ nay
job-kind-self-diagnosis-shared = Báo cho người được đọc rằng một bên đã chia sẻ bản tự chẩn đoán

mails-title = Thư
mails-lead = Gửi cho ai, loại nào, đến đâu. Nội dung thư chỉ người nhận mới đọc được.
mails-search = Tìm theo địa chỉ hoặc tên
mails-kind = Loại
mails-made = Soạn lúc
mails-sent = Gửi lúc
mails-state = Trạng thái
mails-to = Người nhận
mails-none = Không có thư nào
mails-none-text = Không có thư phù hợp. Thư đã gửi được xoá sau 30 ngày, thư khác sau 90 ngày.
mails-shown =
    { $total ->
        [0] Không có thư nào
       *[other] { $first } đến { $last } trong { $total } thư
    }
mail-standing-all = Tất cả
mail-standing-waiting = Đang chờ
mail-standing-failed = Bị lỗi
mail-standing-sent = Đã gửi
mail-send-again = Gửi lại
notice-mail-again = Thư được gửi lại.
mail-kind-notice = Thông báo
mail-kind-notice-digest = Thông báo trong ngày
mail-kind-report = Báo cáo
mail-kind-invitation = Thư mời
mail-kind-newsletter-confirmation = Xác nhận nhận bản tin
mail-kind-newsletter = Bản tin
mail-kind-erasure-asked = Có yêu cầu xoá dữ liệu
mail-kind-password-reset = Mật khẩu mới
mail-kind-password-changed = Mật khẩu đã đổi
mail-kind-contact = Lời nhắn từ trang liên hệ
mail-kind-consent = Sự đồng ý
mail-kind-pathway-expected = Việc cần học trong lộ trình
mail-kind-pathway-changed = Những thay đổi trong lộ trình
mail-kind-webhook-disabled = Hệ thống khác không còn trả lời

invitations-lead = Của mọi tổ chức. Đường dẫn có hiệu lực 14 ngày.
invitations-search = Tìm theo tên hoặc địa chỉ
invitations-name = Ai
invitations-organisation = Tổ chức
invitations-role = Vai trò
invitations-sent = Gửi lúc
invitations-end = Hiệu lực đến
invitations-state = Trạng thái
all-invitations-none = Không có lời mời nào
all-invitations-none-text = Không có lời mời phù hợp. Bạn mời người ở trang của tổ chức họ.
invitations-shown =
    { $total ->
        [0] Không có lời mời nào
       *[other] { $first } đến { $last } trong { $total } lời mời
    }
invitation-standing-all = Tất cả
invitation-standing-open = Đang chờ
invitation-standing-accepted = Đã nhận
invitation-standing-expired = Hết hạn
invitation-standing-withdrawn = Đã rút
invitations-renew = Gửi lại
invitations-withdraw = Rút lại

settings-title = Cài đặt
settings-lead = Những gì có thể đặt khi Học viện đang chạy. Mọi máy chủ áp dụng trong vòng một phút.
settings-name = Cài đặt
settings-value = Đang dùng
settings-as-started = như khi khởi động máy chủ
settings-change = Đổi
settings-history-title = Lịch sử
settings-history-none = Chưa có thay đổi nào.
setting-contact = Địa chỉ nhận câu hỏi
setting-help-contact = Ghi trên trang liên hệ công khai; lời nhắn gửi ở đó đến địa chỉ này.
setting-newsletter-rate = Số thư bản tin mỗi phút
setting-help-newsletter-rate = Tối đa, dù có bao nhiêu máy chủ.
setting-reminder-days = Nhắc lần đầu trước hạn mấy ngày
setting-help-reminder-days = Người học được nhắc lần đầu trước hạn chừng ấy ngày.
setting-follow-up-days = Sau bao nhiêu ngày thì hỏi lại về cam kết
setting-help-follow-up-days = Chừng ấy ngày sau khi lập kế hoạch hành động, Học viện hỏi lại kết quả. Cam kết đã có vẫn giữ ngày của mình.
setting-smallest-figure = Số nhỏ nhất trong báo cáo
setting-help-smallest-figure = Số liệu về ít người hơn sẽ được giữ lại. Không bao giờ dưới 5.
setting-smallest-figure-by-sex = Số nhỏ nhất theo giới tính
setting-help-smallest-figure-by-sex = Tương tự với số liệu theo giới tính. Không bao giờ dưới 10.
setting-bounds = Từ { $least } đến { $most }. Để trống: như khi khởi động máy chủ.
setting-empty-help = Để trống: như khi khởi động máy chủ.
setting-value-label = Giá trị mới
setting-reason-label = Vì sao
setting-reason-help = Người khác sẽ đọc ở đây. Đừng ghi tên người.
setting-save = Đổi
setting-no-number = Bạn hãy nhập một số nguyên.
setting-out-of-bounds = Giá trị này nằm ngoài giới hạn.
setting-holds-already = Giá trị này đang được dùng.
setting-when = Khi nào
setting-who = Ai
setting-from = Từ
setting-to = Thành
setting-reason = Vì sao
setting-put-back = Đặt lại
setting-changes-shown =
    { $total ->
        [0] Không có thay đổi nào
       *[other] { $first } đến { $last } trong { $total } thay đổi
    }
notice-setting-changed = Đã đổi cài đặt.
