api-token-make = Tạo mã truy cập từ địa chỉ email và mật khẩu; có hiệu lực mười lăm phút
api-me = Người mà mã truy cập đại diện, cùng các vai trò đang có hiệu lực
api-me-change = Đổi tên, ngôn ngữ hoặc giới tính của chính mình; phần không gửi thì giữ nguyên
api-me-data = Tất cả những gì Học viện lưu về người sở hữu mã truy cập
api-audit-list = Ai đã làm gì với ai, theo mã số, mới nhất trước. Việc đọc cũng được ghi lại
