api-webhooks-list = Những địa chỉ nhận sự kiện
api-webhook = Một địa chỉ và những gì vừa gửi đến đó
api-webhook-register = Đăng ký một địa chỉ; mã bí mật chỉ có trong câu trả lời này
api-webhook-delete = Xoá một địa chỉ; không còn gì được gửi đến đó nữa
api-webhook-enable = Bật lại một địa chỉ đã bị tắt; những gì khi đó chưa nhận được sẽ được gửi lại
api-webhook-send-again = Gửi lại một sự kiện, vẫn mã số cũ
