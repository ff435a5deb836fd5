held-webhook = Địa chỉ của hệ thống khác mà bạn đã đăng ký
held-column-url = Địa chỉ

webhooks-title = Webhook
webhooks-lead = Những hệ thống khác được báo khi có việc xảy ra ở đây. Họ chỉ nhận mã số, không bao giờ nhận tên người.
webhooks-none = Chưa báo cho hệ thống nào
webhooks-none-text = Hãy đăng ký một địa chỉ, chẳng hạn của cổng thông tin chương trình.
webhook-register-title = Đăng ký địa chỉ
webhook-register-action = Đăng ký
webhook-title = Webhook
webhook-url-label = Địa chỉ
webhook-url-help = Bắt đầu bằng https:// và nhận yêu cầu POST.
webhook-url-missing = Hãy nhập địa chỉ.
webhook-url-wrong = Hãy nhập địa chỉ đầy đủ, ví dụ https://portal.example/hooks, không kèm mật khẩu.
webhook-url-private = Địa chỉ này nằm trong mạng nội bộ. Người vận hành có thể cho phép những địa chỉ như vậy.
webhook-url-without-tls = Địa chỉ phải bắt đầu bằng https://.
webhook-kinds-label = Được báo những gì
webhook-kinds-missing = Hãy chọn ít nhất một loại sự kiện.
webhook-event-step-completed = Một bước trong lộ trình đã hoàn thành
webhook-event-item-changed = Một mục trong kế hoạch cải tiến đã thay đổi
webhook-all-countries = Mọi quốc gia
webhook-country-help = Chỉ được báo về các nhà máy của nước này.
webhook-country-out-of-reach = Hãy chọn một nước mà bạn phụ trách.
webhook-state-label = Trạng thái
webhook-state-well = hoạt động tốt
webhook-state-failing = không trả lời
webhook-state-disabled = đã tắt
webhook-failing-since = Không trả lời từ
webhook-since = Đăng ký lúc
webhook-enable = Bật lại
webhook-delete = Xoá
webhook-secret-title = Mã bí mật
webhook-secret-lead = Hãy lưu ngay: mã chỉ hiện một lần này. Bên nhận dùng mã để kiểm tra tin nhắn có đúng từ đây gửi đi không.
webhook-deliveries-title = Những gì vừa gửi
webhook-deliveries-none = Chưa có gì.
webhook-attempts =
    { $count ->
       *[other] { $count } lần thử
    }
webhook-not-tried = chưa gửi
webhook-again = Gửi lại
webhook-failure-refused = bị từ chối kết nối
webhook-failure-too-late = không trả lời trong mười giây
webhook-failure-not-allowed = địa chỉ không được phép
webhook-failure-unreachable = không kết nối được
notice-webhook-deleted = Đã xoá địa chỉ. Không còn gì được gửi đến đó nữa.
notice-webhook-enabled = Đã bật lại địa chỉ.
notice-webhook-sent-again = Đang gửi lại.
webhook-mail-subject = Webhook đến { $host } đã bị tắt
webhook-mail-text = Suốt một ngày rưỡi { $host } không nhận được gì, nên Học viện không gửi nữa. Khi bên nhận hoạt động lại, hãy bật địa chỉ; những gì đã lỡ có thể gửi lại.
webhook-mail-action = Xem chuyện gì đã xảy ra

audit-subject-webhook = webhook
audit-action-webhook-register = Đăng ký webhook
audit-action-webhook-delete = Xoá webhook
audit-action-webhook-enable = Bật lại webhook
audit-action-webhook-send-again = Gửi lại một sự kiện
