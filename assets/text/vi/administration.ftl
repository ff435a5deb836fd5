audit-title = Nhật ký
audit-lead = Ai đã làm gì với ai. Các dòng được giữ mãi mãi và chỉ ghi mã số của từng người; tên được tra khi bạn đọc. Việc bạn đọc cũng được ghi lại.
audit-person-label = Người
audit-organisation-label = Tổ chức
audit-action-label = Việc đã làm
audit-action-any = Mọi việc
audit-from-label = Từ ngày
audit-until-label = Đến ngày
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
audit-action-membership-change = Đổi thời hạn của một vai trò
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
administration-people-title = Con người
administration-people-text = Mọi người, vai trò của họ và ai đang bị tạm ngưng
administration-organisations-text = Nhãn hàng, nhà máy, đối tác và những người thuộc các tổ chức đó
administration-erasures-text =
    { $count ->
        [0] Không có ai đang chờ
       *[other] { $count } người đang chờ
    }
administration-trace-title = Dấu vết
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
