api-notices-list = Thông báo của chính mình, mới nhất trước; `unread=true` bỏ qua những gì đã đọc
api-notices-read-all = Đánh dấu mọi thông báo của mình là đã đọc
api-notice-read = Đánh dấu một thông báo là đã đọc
api-notice-choices = Cách nhận thông báo: từng chủ đề trong Học viện hay qua thư, gửi ngay hay mỗi ngày
api-notice-choices-change = Đổi cách nhận thông báo; chủ đề không nêu được giữ nguyên
