<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
<context>
    <name>AgreedArticles</name>
    <message>
        <source>Looking for articles on which all agree</source>
        <translation>Đang tìm những bài mọi người làm giống nhau</translation>
    </message>
</context>
<context>
    <name>AgreementOfPeople</name>
    <message>
        <source>Agreement</source>
        <translation>Độ đồng thuận</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Đang so…</translation>
    </message>
    <message>
        <source>Comparing people&apos;s work</source>
        <translation>Đang so bài làm của mọi người</translation>
    </message>
    <message>
        <source>Reading places</source>
        <translation>Đang đọc các chỗ khác nhau</translation>
    </message>
</context>
<context>
    <name>AgreementPanel</name>
    <message>
        <source>Who is compared</source>
        <translation>So những ai</translation>
    </message>
    <message>
        <source>Everybody with everybody</source>
        <translation>Mọi người với nhau</translation>
    </message>
    <message>
        <source>Newest suggestions with everybody</source>
        <translation>Gợi ý mới nhất với mọi người</translation>
    </message>
    <message>
        <source>{name} with everybody else</source>
        <translation>{name} với những người khác</translation>
    </message>
    <message>
        <source>The gold ({name}) with everybody</source>
        <translation>Bản chuẩn ({name}) với từng người</translation>
    </message>
    <message>
        <source>&amp;Trimmed beside it</source>
        <translation>&amp;Tỉa hai đầu, hiện bên cạnh</translation>
    </message>
    <message>
        <source>&amp;Gamma</source>
        <translation>&amp;Gamma</translation>
    </message>
    <message>
        <source>&amp;Places only</source>
        <translation>&amp;Chỉ xét vị trí</translation>
    </message>
    <message>
        <source>&amp;Hide names</source>
        <translation>&amp;Giấu tên</translation>
    </message>
    <message>
        <source>&amp;Compare again</source>
        <translation>&amp;So lại</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>Bài</translation>
    </message>
    <message>
        <source>Measures</source>
        <translation>Các số đo</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Số đo</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Giá trị</translation>
    </message>
    <message>
        <source>Trimmed</source>
        <translation>Đã tỉa</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Nghĩa là</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>Từng cặp</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>Cặp</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Nhãn</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Nhãn</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Chủ đề</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Chủ đề</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>Bài</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Chỗ khác</translation>
    </message>
    <message>
        <source>Label by label</source>
        <translation>Nhãn này với nhãn kia</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>Các chỗ</translation>
    </message>
    <message>
        <source>One</source>
        <translation>Người này</translation>
    </message>
    <message>
        <source>The other</source>
        <translation>Người kia</translation>
    </message>
    <message numerus="yes">
        <source>%n articles</source>
        <translation>
            <numerusform>%n bài</numerusform>
        </translation>
    </message>
    <message>
        <source>{articles}: too few, intervals are no more than a hint</source>
        <translation>{articles}: ít quá, các khoảng chỉ để tham khảo</translation>
    </message>
</context>
<context>
    <name>ArticleInfo</name>
    <message>
        <source>Open this address in the browser?</source>
        <translation>Mở địa chỉ này trong trình duyệt?</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Mở</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Tên bài</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Mã</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>Số ký tự</translation>
    </message>
</context>
<context>
    <name>ArticleInfoDialog</name>
    <message>
        <source>About this article</source>
        <translation>Về bài này</translation>
    </message>
    <message>
        <source>Open in the browser…</source>
        <translation>Mở trong trình duyệt…</translation>
    </message>
    <message>
        <source>Nothing else came with this article.</source>
        <translation>Bài này không kèm thông tin nào khác.</translation>
    </message>
</context>
<context>
    <name>ArticleList</name>
    <message>
        <source>Reading the journals</source>
        <translation>Đang đọc nhật ký</translation>
    </message>
</context>
<context>
    <name>ArticleOrder</name>
    <message>
        <source>Ordering the articles</source>
        <translation>Đang xếp các bài</translation>
    </message>
</context>
<context>
    <name>ArticlePane</name>
    <message>
        <source>Article</source>
        <translation>Bài</translation>
    </message>
    <message numerus="yes">
        <source>%n hits</source>
        <translation>
            <numerusform>%n kết quả</numerusform>
        </translation>
    </message>
    <message>
        <source>takes too long</source>
        <translation>chạy quá lâu</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Nhãn</translation>
    </message>
</context>
<context>
    <name>AssignDialog</name>
    <message>
        <source>Assign articles</source>
        <translation>Giao bài</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Những người làm</translation>
    </message>
    <message>
        <source>Name of somebody new</source>
        <translation>Tên người mới</translation>
    </message>
    <message>
        <source>A&amp;dd</source>
        <translation>&amp;Thêm</translation>
    </message>
    <message>
        <source>Others&apos; &amp;work on an article is shown once one&apos;s own is done</source>
        <translation>&amp;Bài của người khác chỉ hiện khi bài của mình đã xong</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Người</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Hiện có</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>Sẽ có</translation>
    </message>
    <message>
        <source>Shared</source>
        <translation>Làm chung</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>Đã bắt đầu</translation>
    </message>
    <message>
        <source>Who gets how much</source>
        <translation>Ai được bao nhiêu bài</translation>
    </message>
    <message>
        <source>&amp;Assign</source>
        <translation>&amp;Giao bài</translation>
    </message>
    <message>
        <source>&amp;People</source>
        <translation>&amp;Những người làm</translation>
    </message>
    <message>
        <source>&amp;Shared articles</source>
        <translation>&amp;Số bài làm chung</translation>
    </message>
    <message>
        <source>&amp;First, for all</source>
        <translation>&amp;Mọi người làm trước</translation>
    </message>
    <message>
        <source>Working it out…</source>
        <translation>Đang tính…</translation>
    </message>
    <message>
        <source>{name} (adjudicates)</source>
        <translation>{name} (người phân xử)</translation>
    </message>
    <message>
        <source>{shared} articles are done by several people; {first} of them come first for all.</source>
        <translation>{shared} bài có nhiều người cùng làm; {first} bài trong đó mọi người làm trước.</translation>
    </message>
    <message>
        <source>Nothing changes: all articles are given out so already.</source>
        <translation>Không có gì thay đổi: mọi bài đã được giao như thế.</translation>
    </message>
    <message>
        <source>As a rule {usual}; {rare} where labels are rare.</source>
        <translation>Thường là {usual} bài; {rare} bài khi có nhãn hiếm.</translation>
    </message>
</context>
<context>
    <name>Assigning</name>
    <message>
        <source>Working out who gets the article</source>
        <translation>Đang tính ai nhận bài</translation>
    </message>
</context>
<context>
    <name>BackupKeeper</name>
    <message>
        <source>Backing up</source>
        <translation>Đang sao lưu</translation>
    </message>
    <message>
        <source>Looking for backups</source>
        <translation>Đang tìm bản sao lưu</translation>
    </message>
    <message>
        <source>Put the restored project into</source>
        <translation>Đặt dự án khôi phục vào</translation>
    </message>
    <message>
        <source>Restore from a backup</source>
        <translation>Khôi phục từ bản sao lưu</translation>
    </message>
    <message>
        <source>Replace what everybody made in this project by the backup of {date}?</source>
        <translation>Thay mọi thứ mọi người đã làm trong dự án này bằng bản sao lưu {date}?</translation>
    </message>
    <message>
        <source>Now: {articles} articles, {spans} confirmed spans.
Afterwards: {then} articles, {left} confirmed spans.
What is there now is backed up first.</source>
        <translation>Hiện nay: {articles} bài, {spans} cụm đã xác nhận.
Sau khi khôi phục: {then} bài, {left} cụm đã xác nhận.
Những gì đang có được sao lưu trước.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Khôi phục</translation>
    </message>
    <message>
        <source>Restoring</source>
        <translation>Đang khôi phục</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Mở ra</translation>
    </message>
</context>
<context>
    <name>ColourField</name>
    <message>
        <source>Choose a colour</source>
        <translation>Chọn màu</translation>
    </message>
    <message>
        <source>A colour looks like #1d5fbf.</source>
        <translation>Màu có dạng #1d5fbf.</translation>
    </message>
    <message>
        <source>Contrast {contrast} : 1</source>
        <translation>Độ tương phản {contrast} : 1</translation>
    </message>
    <message>
        <source>{words}; letters need {enough} : 1.</source>
        <translation>{words}; chữ cần {enough} : 1.</translation>
    </message>
    <message>
        <source>Take {colour}</source>
        <translation>Lấy {colour}</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Màu</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>All commands</source>
        <translation>Mọi lệnh</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>Bạn muốn làm gì?</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Lệnh</translation>
    </message>
</context>
<context>
    <name>CommentDialog</name>
    <message>
        <source>Note on a span</source>
        <translation>Ghi chú về một cụm</translation>
    </message>
    <message>
        <source>What is to be said about this span</source>
        <translation>Điều cần nói về cụm này</translation>
    </message>
    <message>
        <source>A &amp;question to whoever curates</source>
        <translation>&amp;Câu hỏi cho người duyệt lại</translation>
    </message>
    <message>
        <source>&amp;Save ({key})</source>
        <translation>&amp;Lưu ({key})</translation>
    </message>
    <message>
        <source>Throw away what you have written?</source>
        <translation>Bỏ những gì vừa viết?</translation>
    </message>
    <message>
        <source>Throw it away</source>
        <translation>Bỏ</translation>
    </message>
</context>
<context>
    <name>Concordance</name>
    <message>
        <source>Find in all articles</source>
        <translation>Tìm trong mọi bài</translation>
    </message>
</context>
<context>
    <name>ConcordancePanel</name>
    <message>
        <source>Find in all articles</source>
        <translation>Tìm trong mọi bài</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>Kết quả</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Trước</translation>
    </message>
    <message>
        <source>Hit</source>
        <translation>Chỗ khớp</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Sau</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Nhãn</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Trạng thái</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>Bài</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Chấp nhận</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Bác bỏ</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Tìm</translation>
    </message>
    <message>
        <source>Enter finds</source>
        <translation>Enter để tìm</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Đang tìm…</translation>
    </message>
    <message>
        <source>Finding in all articles</source>
        <translation>Đang tìm trong tất cả các bài</translation>
    </message>
    <message>
        <source>takes too long</source>
        <translation>chạy quá lâu</translation>
    </message>
    <message numerus="yes">
        <source>%n hits</source>
        <translation>
            <numerusform>%n kết quả</numerusform>
        </translation>
    </message>
    <message>
        <source>to review</source>
        <translation>chờ duyệt</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>đã xác nhận</translation>
    </message>
    <message>
        <source>Working on the rows</source>
        <translation>Đang sửa các dòng</translation>
    </message>
</context>
<context>
    <name>Confirm</name>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
</context>
<context>
    <name>ConflictPanel</name>
    <message>
        <source>In the article</source>
        <translation>Đang có trong bài</translation>
    </message>
    <message>
        <source>The other version</source>
        <translation>Bản kia</translation>
    </message>
    <message>
        <source>Previous conflict</source>
        <translation>Xung đột trước</translation>
    </message>
    <message>
        <source>Next conflict</source>
        <translation>Xung đột kế tiếp</translation>
    </message>
    <message>
        <source>Keep this</source>
        <translation>Giữ bản này</translation>
    </message>
    <message>
        <source>Take this</source>
        <translation>Lấy bản này</translation>
    </message>
    <message>
        <source>Conflict {at} of {count}</source>
        <translation>Xung đột {at}/{count}</translation>
    </message>
    <message>
        <source>the article&apos;s state</source>
        <translation>trạng thái của bài</translation>
    </message>
    <message>
        <source>taken out</source>
        <translation>đã bỏ</translation>
    </message>
    <message>
        <source>suggestion</source>
        <translation>gợi ý chưa duyệt</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>đã xác nhận</translation>
    </message>
    <message>
        <source>note: {note}</source>
        <translation>ghi chú: {note}</translation>
    </message>
    <message>
        <source>taken out by one of the two</source>
        <translation>một bên đã bỏ cụm này</translation>
    </message>
    <message>
        <source>label</source>
        <translation>nhãn</translation>
    </message>
    <message>
        <source>edges</source>
        <translation>biên</translation>
    </message>
    <message>
        <source>status</source>
        <translation>trạng thái</translation>
    </message>
    <message>
        <source>note</source>
        <translation>ghi chú</translation>
    </message>
    <message>
        <source>different: {what}</source>
        <translation>khác nhau ở: {what}</translation>
    </message>
</context>
<context>
    <name>Conflicts</name>
    <message numerus="yes">
        <source>%n places were changed differently by somebody else; {key} goes there</source>
        <translation>
            <numerusform>%n chỗ bị người khác sửa khác đi; {key} để xem</numerusform>
        </translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>Xem</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>Xung đột</translation>
    </message>
</context>
<context>
    <name>CrashWatch</name>
    <message>
        <source>Something unexpected went wrong. What was saved is not lost.</source>
        <translation>Có lỗi ngoài dự kiến. Việc đã lưu không mất.</translation>
    </message>
    <message>
        <source>Open the log</source>
        <translation>Mở nhật ký lỗi</translation>
    </message>
</context>
<context>
    <name>Curation</name>
    <message>
        <source>Looking at everybody&apos;s work…</source>
        <translation>Đang xem phần làm của mọi người…</translation>
    </message>
    <message>
        <source>Looking at everybody&apos;s work</source>
        <translation>Đang xem phần làm của mọi người</translation>
    </message>
    <message>
        <source>Comparing people&apos;s work</source>
        <translation>Đang so bài làm của mọi người</translation>
    </message>
    <message>
        <source>Reading when articles were done</source>
        <translation>Đang đọc xem bài nào xong lúc nào</translation>
    </message>
    <message>
        <source>{name} asks: {said}</source>
        <translation>{name} hỏi: {said}</translation>
    </message>
    <message>
        <source>Answer…</source>
        <translation>Trả lời…</translation>
    </message>
</context>
<context>
    <name>CuratorPage</name>
    <message>
        <source>Where the project stands</source>
        <translation>Dự án đang ở đâu</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>Bài</translation>
    </message>
    <message>
        <source>Open places</source>
        <translation>Chỗ còn mở</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Người</translation>
    </message>
    <message>
        <source>By person</source>
        <translation>Theo người</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>Được giao</translation>
    </message>
    <message>
        <source>Spans</source>
        <translation>Cụm</translation>
    </message>
    <message>
        <source>F1 with the gold</source>
        <translation>F1 với bản chuẩn</translation>
    </message>
    <message>
        <source>By label</source>
        <translation>Theo nhãn</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Nhãn</translation>
    </message>
    <message>
        <source>Gold</source>
        <translation>Bản chuẩn</translation>
    </message>
    <message>
        <source>By people</source>
        <translation>Mọi người</translation>
    </message>
    <message>
        <source>By topic</source>
        <translation>Theo chủ đề</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Chủ đề</translation>
    </message>
    <message>
        <source>Done by two</source>
        <translation>Hai người xong</translation>
    </message>
    <message>
        <source>Adjudicated</source>
        <translation>Đã phân xử</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>Độ đồng thuận</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Số đo</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Hiện nay</translation>
    </message>
    <message>
        <source>Agreement over time</source>
        <translation>Độ đồng thuận theo thời gian</translation>
    </message>
    <message>
        <source>days since the first article</source>
        <translation>số ngày kể từ bài đầu tiên</translation>
    </message>
    <message>
        <source>Nothing is known of when articles were done.</source>
        <translation>Không biết các bài được làm xong lúc nào.</translation>
    </message>
    <message>
        <source>To adjudicate</source>
        <translation>Chờ phân xử</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>Bài</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Số người</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Câu hỏi</translation>
    </message>
    <message>
        <source>What is asked</source>
        <translation>Hỏi gì</translation>
    </message>
    <message>
        <source>Releases</source>
        <translation>Bản phát hành</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Phát hành</translation>
    </message>
    <message>
        <source>{total} articles: {ready} done by at least two people, {adjudicated} adjudicated</source>
        <translation>{total} bài: {ready} bài ít nhất hai người đã xong, {adjudicated} bài đã phân xử</translation>
    </message>
    <message numerus="yes">
        <source>%n on which all agree will be done as soon as somebody adjudicates</source>
        <translation>
            <numerusform>%n bài mọi người làm giống nhau sẽ xong ngay khi có người phân xử</numerusform>
        </translation>
    </message>
    <message>
        <source>all agree, but it is begun, flagged or asked about, something else stands there, suggestions are undecided, or somebody&apos;s work cannot be read</source>
        <translation>mọi người làm giống nhau, nhưng bài đang làm dở, gắn cờ, có câu hỏi, chỗ đó đã có cụm khác, còn gợi ý chưa duyệt, hoặc có bài của ai đó không đọc được</translation>
    </message>
    <message>
        <source>begun, or reopened by new work</source>
        <translation>đang dở, hoặc mở lại vì có bài làm mới</translation>
    </message>
</context>
<context>
    <name>Deletion</name>
    <message>
        <source>Counting spans</source>
        <translation>Đang đếm cụm</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n articles for everybody?</source>
        <translation>
            <numerusform>Xóa %n bài cho mọi người?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>và %n bài nữa</numerusform>
        </translation>
    </message>
    <message>
        <source>Work on them: {usage}.</source>
        <translation>Phần đã làm: {usage}.</translation>
    </message>
    <message>
        <source>They are in no list, count, export or training any more. Their files stay, with all that anybody has made of them: undo brings them back. Nothing can be imported under their ids.</source>
        <translation>Các bài này không còn trong danh sách, số liệu, khi xuất hay huấn luyện. Tệp vẫn còn, cùng mọi thứ đã làm trên bài: hoàn tác để lấy lại. Không nhập được bài khác với mã của các bài này.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Xóa</translation>
    </message>
</context>
<context>
    <name>DockTitle</name>
    <message>
        <source>Close this panel</source>
        <translation>Đóng khung này</translation>
    </message>
</context>
<context>
    <name>Docks</name>
    <message>
        <source>Guideline</source>
        <translation>Hướng dẫn</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>Học</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>Bài</translation>
    </message>
    <message>
        <source>Spans</source>
        <translation>Cụm</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Các phương án</translation>
    </message>
    <message>
        <source>Doubts</source>
        <translation>Chỗ đáng ngờ</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>Ở chỗ khác</translation>
    </message>
</context>
<context>
    <name>DoubtsPanel</name>
    <message>
        <source>What</source>
        <translation>Ngờ gì</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Chữ</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>Đang là</translation>
    </message>
    <message>
        <source>Likelier</source>
        <translation>Có lẽ là</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>Bài</translation>
    </message>
    <message>
        <source>Doubts</source>
        <translation>Chỗ đáng ngờ</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Tìm lại</translation>
    </message>
    <message>
        <source>By the same words alone</source>
        <translation>Chỉ so chữ giống nhau</translation>
    </message>
    <message>
        <source>Quick: nothing is trained</source>
        <translation>Nhanh: không luyện mô hình</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Đang tìm…</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>không gán</translation>
    </message>
    <message numerus="yes">
        <source>%n doubts left</source>
        <translation>
            <numerusform>còn %n chỗ đáng ngờ</numerusform>
        </translation>
    </message>
    <message>
        <source>No doubt is left</source>
        <translation>Không còn chỗ nào đáng ngờ</translation>
    </message>
    <message numerus="yes">
        <source>%n places</source>
        <translation>
            <numerusform>%n chỗ</numerusform>
        </translation>
    </message>
    <message>
        <source>later</source>
        <translation>để sau</translation>
    </message>
    <message>
        <source>elsewhere: {counts}</source>
        <translation>ở bài khác: {counts}</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Nhãn</translation>
    </message>
    <message>
        <source>Edge</source>
        <translation>Biên</translation>
    </message>
    <message>
        <source>Needless</source>
        <translation>Thừa</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Thiếu</translation>
    </message>
</context>
<context>
    <name>Elsewhere</name>
    <message>
        <source>too long to be looked up</source>
        <translation>dài quá, không tra</translation>
    </message>
    <message>
        <source>Looking the words up</source>
        <translation>Đang tìm cùng chữ ở các bài khác</translation>
    </message>
</context>
<context>
    <name>ElsewherePanel</name>
    <message>
        <source>at least</source>
        <translation>ít nhất</translation>
    </message>
    <message>
        <source>labelled nowhere else</source>
        <translation>chưa gán ở chỗ nào khác</translation>
    </message>
    <message numerus="yes">
        <source>%n times without a label</source>
        <translation>
            <numerusform>%n chỗ chưa gán</numerusform>
        </translation>
    </message>
    <message>
        <source>go there</source>
        <translation>đến đó</translation>
    </message>
</context>
<context>
    <name>EmptyProject</name>
    <message>
        <source>This project has no articles yet</source>
        <translation>Dự án này chưa có bài nào</translation>
    </message>
    <message>
        <source>Import them from files, or drop files or a folder anywhere on this window. You see what becomes of each file before anything is written.</source>
        <translation>Hãy nhập bài từ tệp, hoặc thả tệp hay thư mục vào bất cứ đâu trên cửa sổ này. Bạn sẽ thấy mỗi tệp ra sao trước khi có gì được ghi.</translation>
    </message>
    <message>
        <source>Import articles…</source>
        <translation>Nhập bài…</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>Mở dự án mẫu</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Xuất</translation>
    </message>
    <message>
        <source>adjudicated by {name}</source>
        <translation>{name} phân xử</translation>
    </message>
    <message>
        <source>only articles that are done</source>
        <translation>chỉ các bài đã xong</translation>
    </message>
    <message>
        <source>suggestions nobody has reviewed, too</source>
        <translation>cả những gợi ý chưa ai duyệt</translation>
    </message>
    <message>
        <source>articles nobody has begun, too</source>
        <translation>cả những bài chưa ai làm</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Định dạng</translation>
    </message>
    <message>
        <source>Whose work</source>
        <translation>Bài của ai</translation>
    </message>
    <message>
        <source>This format has no place for: {what}.</source>
        <translation>Định dạng này không ghi được: {what}.</translation>
    </message>
    <message>
        <source>This format carries everything.</source>
        <translation>Định dạng này ghi được mọi thứ.</translation>
    </message>
    <message>
        <source>Export to folder</source>
        <translation>Xuất vào thư mục</translation>
    </message>
    <message>
        <source>Export to</source>
        <translation>Xuất ra</translation>
    </message>
</context>
<context>
    <name>FateModel</name>
    <message>
        <source>File</source>
        <translation>Tệp</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Định dạng</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Bảng mã</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>Số bài</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Nhập được</translation>
    </message>
    <message>
        <source>Spans</source>
        <translation>Số cụm</translation>
    </message>
    <message>
        <source>What becomes of it</source>
        <translation>Xử lý thế nào</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>bỏ qua</translation>
    </message>
    <message>
        <source>as suggestions: {count}</source>
        <translation>thành gợi ý: {count}</translation>
    </message>
    <message>
        <source>spans that do not come in: {count}</source>
        <translation>cụm không vào được: {count}</translation>
    </message>
    <message>
        <source>comes in</source>
        <translation>nhập được</translation>
    </message>
</context>
<context>
    <name>Filling</name>
    <message>
        <source>Counting…</source>
        <translation>Đang đếm…</translation>
    </message>
    <message>
        <source>Counting</source>
        <translation>Đang đếm</translation>
    </message>
    <message>
        <source>Enter on a figure lists the articles that it counts.</source>
        <translation>Enter trên một con số để liệt kê những bài ấy.</translation>
    </message>
    <message>
        <source>Comparing people&apos;s work</source>
        <translation>Đang so bài của mọi người</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Find an article</source>
        <translation>Tìm bài</translation>
    </message>
    <message>
        <source>Where to look for the words</source>
        <translation>Tìm ở đâu</translation>
    </message>
    <message>
        <source>in titles</source>
        <translation>trong tên bài</translation>
    </message>
    <message>
        <source>in texts</source>
        <translation>trong lời bài</translation>
    </message>
    <message>
        <source>in sources, dates…</source>
        <translation>trong nguồn, ngày…</translation>
    </message>
    <message>
        <source>among labels</source>
        <translation>trong các nhãn</translation>
    </message>
    <message>
        <source>among people</source>
        <translation>trong tên người làm</translation>
    </message>
    <message>
        <source>Which articles</source>
        <translation>Những bài nào</translation>
    </message>
    <message>
        <source>all</source>
        <translation>tất cả</translation>
    </message>
    <message>
        <source>with questions</source>
        <translation>có câu hỏi</translation>
    </message>
    <message>
        <source>with a note</source>
        <translation>có ghi chú</translation>
    </message>
    <message>
        <source>with conflicts</source>
        <translation>có xung đột</translation>
    </message>
    <message>
        <source>with the same text as another</source>
        <translation>trùng nội dung với bài khác</translation>
    </message>
    <message>
        <source>Which articles, in which order</source>
        <translation>Những bài nào, theo thứ tự nào</translation>
    </message>
</context>
<context>
    <name>Filtering</name>
    <message>
        <source>Filtering the articles</source>
        <translation>Đang lọc bài</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>hoa binh finds Hoà Bình; typed marks must match</source>
        <translation>hoa binh tìm được Hoà Bình; dấu đã gõ thì phải khớp</translation>
    </message>
    <message>
        <source>Find in the article</source>
        <translation>Tìm trong bài</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>Kết quả trước</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>Kết quả sau</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
</context>
<context>
    <name>FirstSteps</name>
    <message>
        <source>The span with the ring is a suggestion. If it is right, press {0}: accept.</source>
        <translation>Cụm có vòng bao là một gợi ý. Nếu đúng, nhấn {0} để chấp nhận.</translation>
    </message>
    <message>
        <source>The ring has gone on. Right place, wrong label? Press a digit, as below the text: {0}, {1}…</source>
        <translation>Vòng bao đã sang cụm sau. Đúng chỗ nhưng sai nhãn? Nhấn một chữ số như ghi dưới văn bản: {0}, {1}…</translation>
    </message>
    <message>
        <source>Too short, too long? {0} and {1} move the end by one word. Press one.</source>
        <translation>Ngắn quá, dài quá? {0} và {1} dời điểm cuối một tiếng. Hãy nhấn thử.</translation>
    </message>
    <message>
        <source>{0} goes on to the next one. If it is no name at all, press {1}: reject.</source>
        <translation>{0} sang cụm kế tiếp. Nếu đó chẳng phải là tên, nhấn {1} để bác.</translation>
    </message>
    <message>
        <source>Something is missing? Double-click a word (or {0}, then {1} over words), and press a digit.</source>
        <translation>Còn thiếu cụm? Nhấp đúp một tiếng (hoặc {0} rồi {1} qua các tiếng), và nhấn một chữ số.</translation>
    </message>
    <message>
        <source>A wrong key? {0} takes it back. Press it.</source>
        <translation>Nhấn nhầm? {0} rút lại bước vừa rồi. Hãy nhấn thử.</translation>
    </message>
    <message>
        <source>Suggestions for this article are being made: a moment. {0} asks for them again.</source>
        <translation>Đang tìm gợi ý cho bài này, chờ một chút. {0} để hỏi lại.</translation>
    </message>
    <message>
        <source>That is all it takes. {0} when an article is done; {1} shows all keys. Go on here, or with your own project.</source>
        <translation>Chỉ cần thế thôi. Xong bài thì nhấn {0}; {1} cho xem mọi phím. Bạn làm tiếp ở đây, hoặc tạo dự án của mình.</translation>
    </message>
</context>
<context>
    <name>FolderField</name>
    <message>
        <source>Choose…</source>
        <translation>Chọn…</translation>
    </message>
    <message>
        <source>Folder of the backups</source>
        <translation>Thư mục giữ bản sao lưu</translation>
    </message>
</context>
<context>
    <name>FolderWatcher</name>
    <message>
        <source>Looking at the folder</source>
        <translation>Đang xem thư mục</translation>
    </message>
</context>
<context>
    <name>GiveBackDialog</name>
    <message>
        <source>Give the article back</source>
        <translation>Trả lại bài</translation>
    </message>
    <message>
        <source>&amp;Give back</source>
        <translation>&amp;Trả lại</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>Bài</translation>
    </message>
    <message>
        <source>&amp;Who gives it back</source>
        <translation>&amp;Người trả lại</translation>
    </message>
    <message>
        <source>It goes to {name}, who has the least.</source>
        <translation>Bài chuyển cho {name}, người đang có ít bài nhất.</translation>
    </message>
    <message>
        <source>Everybody else does it already.</source>
        <translation>Những người khác đều đã được giao bài này.</translation>
    </message>
</context>
<context>
    <name>GuidelinePanel</name>
    <message>
        <source>Choose a span to read its label&apos;s guideline</source>
        <translation>Chọn một cụm để đọc hướng dẫn của nhãn</translation>
    </message>
    <message>
        <source>Guideline</source>
        <translation>Hướng dẫn</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Label: {label}</source>
        <translation>Nhãn: {label}</translation>
    </message>
    <message>
        <source>Correct pre-annotated spans in Vietnamese articles. Apache-2.0.</source>
        <translation>Sửa các cụm được gợi ý sẵn trong bài viết tiếng Việt. Giấy phép Apache-2.0.</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import articles</source>
        <translation>Nhập bài</translation>
    </message>
    <message>
        <source>Add &amp;files…</source>
        <translation>Thêm &amp;tệp…</translation>
    </message>
    <message>
        <source>Add a f&amp;older…</source>
        <translation>Thêm thư &amp;mục…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Các tệp</translation>
    </message>
    <message>
        <source>What is to be known of this file</source>
        <translation>Cần biết về tệp này</translation>
    </message>
    <message>
        <source>Spans come in</source>
        <translation>Cụm được nhập</translation>
    </message>
    <message>
        <source>Whose work</source>
        <translation>Bài của ai</translation>
    </message>
    <message>
        <source>Leave out articles whose text is there already</source>
        <translation>Bỏ qua bài có văn bản đã có</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Nhập</translation>
    </message>
    <message>
        <source>Spans without a status come in</source>
        <translation>Cụm không ghi trạng thái được nhập</translation>
    </message>
    <message>
        <source>as confirmed</source>
        <translation>là đã xác nhận</translation>
    </message>
    <message>
        <source>as suggestions</source>
        <translation>làm gợi ý</translation>
    </message>
    <message>
        <source>as work of</source>
        <translation>là bài làm của</translation>
    </message>
    <message>
        <source>by what is in it</source>
        <translation>theo nội dung</translation>
    </message>
    <message>
        <source>as it looks</source>
        <translation>theo vẻ ngoài</translation>
    </message>
    <message>
        <source>Articles ({endings})</source>
        <translation>Bài ({endings})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Mọi tệp (*)</translation>
    </message>
    <message>
        <source>Looking at files</source>
        <translation>Đang xem các tệp</translation>
    </message>
    <message numerus="yes">
        <source>Looking at files: %n articles…</source>
        <translation>
            <numerusform>Đang xem các tệp: %n bài…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import the %n good ones</source>
        <translation>
            <numerusform>Nhập %n bài tốt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %n articles</source>
        <translation>
            <numerusform>Nhập %n bài</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose files or a folder, or drop them here. Nothing is written before you say so.</source>
        <translation>Hãy chọn tệp hoặc thư mục, hay thả vào đây. Chưa có gì được ghi cho đến khi bạn bảo nhập.</translation>
    </message>
    <message numerus="yes">
        <source>%n articles are in the project already and get this work.</source>
        <translation>
            <numerusform>%n bài đã có trong dự án và sẽ nhận phần đã làm này.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n articles would come in</source>
        <translation>
            <numerusform>Sẽ nhập %n bài</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n spans</source>
        <translation>
            <numerusform>%n cụm</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n would not come in: see below.</source>
        <translation>
            <numerusform>%n bài không nhập được: xem bên dưới.</numerusform>
        </translation>
    </message>
    <message>
        <source>The file looks like {encoding}.</source>
        <translation>Tệp có vẻ ở bảng mã {encoding}.</translation>
    </message>
    <message>
        <source>Nobody reads the field “{name}”; it is kept as meta data ({count} articles).</source>
        <translation>Trường “{name}” không được đọc; nó được giữ trong siêu dữ liệu ({count} bài).</translation>
    </message>
    <message>
        <source>The field “{name}” is not taken over ({count} articles).</source>
        <translation>Trường “{name}” không được lấy theo ({count} bài).</translation>
    </message>
    <message>
        <source>{said} ({count} articles).</source>
        <translation>{said} ({count} bài).</translation>
    </message>
    <message>
        <source>Comes in: {title} ({spans})</source>
        <translation>Sẽ nhập: {title} ({spans})</translation>
    </message>
</context>
<context>
    <name>JobStrip</name>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>{job}…</source>
        <translation>{job}…</translation>
    </message>
    <message>
        <source>{job}: {done}, {rate} a minute</source>
        <translation>{job}: {done}, {rate} mỗi phút</translation>
    </message>
    <message>
        <source>{job}: {done} of {total}, {rate} a minute</source>
        <translation>{job}: {done}/{total}, {rate} mỗi phút</translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>Looking through all articles</source>
        <translation>Đang xem tất cả các bài</translation>
    </message>
    <message>
        <source>Opening the article</source>
        <translation>Đang mở bài</translation>
    </message>
    <message>
        <source>Making the change</source>
        <translation>Đang áp dụng</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>Đang lưu</translation>
    </message>
    <message>
        <source>Reading a corrected article</source>
        <translation>Đang đọc một bài đã sửa xong</translation>
    </message>
    <message>
        <source>Gathering what is labelled</source>
        <translation>Đang gom những chỗ đã gán nhãn</translation>
    </message>
</context>
<context>
    <name>KeyLine</name>
    <message>
        <source>Hide this line for good</source>
        <translation>Ẩn hẳn dòng này</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>Keys</source>
        <translation>Phím</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Việc</translation>
    </message>
    <message>
        <source>In the article</source>
        <translation>Trong bài</translation>
    </message>
    <message>
        <source>Telex, VNI and Unikey may stay switched on: no letter is a command. Ctrl+Shift or Alt+Shift pressed alone may switch the input method; with an arrow they do not.</source>
        <translation>Cứ để Telex, VNI hay Unikey bật: không chữ cái nào là lệnh. Ctrl+Shift hoặc Alt+Shift bấm riêng có thể đổi bộ gõ; bấm kèm mũi tên thì không.</translation>
    </message>
</context>
<context>
    <name>LabelBar</name>
    <message>
        <source>Labels</source>
        <translation>Nhãn</translation>
    </message>
    <message>
        <source>Describe, rename, merge or delete {label}…</source>
        <translation>Mô tả, đổi tên, gộp hoặc xóa {label}…</translation>
    </message>
</context>
<context>
    <name>LabelChooser</name>
    <message>
        <source>A label (Ctrl+Enter: all the same)</source>
        <translation>Nhãn (Ctrl+Enter: mọi cụm giống thế)</translation>
    </message>
    <message>
        <source>A label</source>
        <translation>Nhãn</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Nhãn</translation>
    </message>
</context>
<context>
    <name>LabelForm</name>
    <message>
        <source>Colour, light theme</source>
        <translation>Màu, nền sáng</translation>
    </message>
    <message>
        <source>Colour, dark theme</source>
        <translation>Màu, nền tối</translation>
    </message>
    <message>
        <source>One a line, spans in brackets: ông [Nguyễn Văn A]</source>
        <translation>Mỗi dòng một ví dụ, cụm trong ngoặc vuông: ông [Nguyễn Văn A]</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Tên để đọc</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Phím</translation>
    </message>
    <message>
        <source>May stand inside</source>
        <translation>Được nằm trong</translation>
    </message>
    <message>
        <source>Guideline</source>
        <translation>Hướng dẫn</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Ví dụ</translation>
    </message>
    <message>
        <source>LABEL</source>
        <translation>NHÃN</translation>
    </message>
    <message>
        <source>none</source>
        <translation>không có</translation>
    </message>
</context>
<context>
    <name>LabelModel</name>
    <message>
        <source>its articles stay out</source>
        <translation>không nhập bài có nhãn này</translation>
    </message>
    <message>
        <source>a new label of the project</source>
        <translation>nhãn mới của dự án</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Nhãn</translation>
    </message>
    <message>
        <source>Spans</source>
        <translation>Cụm</translation>
    </message>
    <message>
        <source>What becomes of it</source>
        <translation>Xử lý thế nào</translation>
    </message>
</context>
<context>
    <name>LabelRows</name>
    <message>
        <source>Labels</source>
        <translation>Nhãn</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Đưa lên</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Đưa xuống</translation>
    </message>
    <message>
        <source>{name} (deleted)</source>
        <translation>{name} (đã xóa)</translation>
    </message>
    <message>
        <source>New label…</source>
        <translation>Nhãn mới…</translation>
    </message>
</context>
<context>
    <name>Labels</name>
    <message>
        <source>Counting spans</source>
        <translation>Đang đếm cụm</translation>
    </message>
    <message>
        <source>Deleting the label</source>
        <translation>Đang xóa nhãn</translation>
    </message>
</context>
<context>
    <name>LabelsDialog</name>
    <message>
        <source>Labels</source>
        <translation>Nhãn</translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation>N&amp;hập…</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>&amp;Xuất…</translation>
    </message>
    <message>
        <source>Des&amp;cribe it as above</source>
        <translation>&amp;Mô tả như trên</translation>
    </message>
    <message>
        <source>&amp;Rename to</source>
        <translation>Đổi &amp;tên thành</translation>
    </message>
    <message>
        <source>&amp;Merge into</source>
        <translation>&amp;Gộp vào</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Xóa</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>Tên mới</translation>
    </message>
    <message>
        <source>Merge into</source>
        <translation>Gộp vào</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Đổi tên</translation>
    </message>
    <message>
        <source>&amp;Spans may share text</source>
        <translation>&amp;Cụm được chồng nhau</translation>
    </message>
    <message>
        <source>never</source>
        <translation>không bao giờ</translation>
    </message>
    <message>
        <source>one inside the other</source>
        <translation>cụm này trong cụm kia</translation>
    </message>
    <message>
        <source>as they like</source>
        <translation>tùy ý</translation>
    </message>
    <message>
        <source>Import a label set</source>
        <translation>Nhập bộ nhãn</translation>
    </message>
    <message>
        <source>Export the label set</source>
        <translation>Xuất bộ nhãn</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>Tê&amp;n</translation>
    </message>
    <message>
        <source>Describe</source>
        <translation>Mô tả</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Thêm</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Gộp</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Xóa</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Dời chỗ</translation>
    </message>
    <message>
        <source>Change the policy</source>
        <translation>Đổi quy tắc</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Nhập</translation>
    </message>
    <message>
        <source>Counting its spans…</source>
        <translation>Đang đếm cụm mang nhãn này…</translation>
    </message>
    <message>
        <source>Counting what it forbids…</source>
        <translation>Đang đếm những cụm bị cấm…</translation>
    </message>
    <message>
        <source>All of them are called {other} from then on, whoever made them.</source>
        <translation>Từ đó mọi cụm ấy mang tên {other}, bất kể ai làm.</translation>
    </message>
    <message>
        <source>All of them are {other} from then on, whoever made them.</source>
        <translation>Từ đó mọi cụm ấy là {other}, bất kể ai làm.</translation>
    </message>
    <message>
        <source>Yours are rejected or taken out. Those of others stay as they are, with a label that is not in the project, until they decide; they are not exported.</source>
        <translation>Cụm của bạn sẽ bị bác hoặc bỏ đi. Cụm của người khác vẫn giữ nguyên với nhãn không còn trong dự án, cho đến khi họ quyết định; những cụm ấy không được xuất ra.</translation>
    </message>
    <message>
        <source>It holds for everybody; no span becomes another one.</source>
        <translation>Áp dụng cho mọi người; không cụm nào bị đổi.</translation>
    </message>
    <message>
        <source>It stands there for everybody; every label keeps its key.</source>
        <translation>Mọi người đều thấy thứ tự ấy; phím của mọi nhãn vẫn như cũ.</translation>
    </message>
    <message>
        <source>It is there for everybody from then on.</source>
        <translation>Từ lúc ấy mọi người đều có nhãn này.</translation>
    </message>
    <message>
        <source>{names} are as the file says from then on; other labels stay.</source>
        <translation>{names} sẽ như trong tệp; các nhãn khác giữ nguyên.</translation>
    </message>
    <message>
        <source>Undo takes the whole of it back.</source>
        <translation>Hoàn tác sẽ trả lại tất cả.</translation>
    </message>
</context>
<context>
    <name>LearningPanel</name>
    <message>
        <source>How far the training is</source>
        <translation>Việc huấn luyện đã đến đâu</translation>
    </message>
    <message>
        <source>Train now</source>
        <translation>Huấn luyện ngay</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>Stop the training</source>
        <translation>Dừng huấn luyện</translation>
    </message>
    <message>
        <source>Which label the curve is of</source>
        <translation>Đường biểu diễn của nhãn nào</translation>
    </message>
    <message>
        <source>Which suggester the table is of</source>
        <translation>Bảng của bộ gợi ý nào</translation>
    </message>
    <message>
        <source>Corrections over time</source>
        <translation>Số lần sửa theo thời gian</translation>
    </message>
    <message>
        <source>articles done</source>
        <translation>số bài đã xong</translation>
    </message>
    <message>
        <source>corrections per span (mean of {count} articles)</source>
        <translation>lần sửa trên mỗi cụm (trung bình {count} bài)</translation>
    </message>
    <message>
        <source>No article is done yet. From the first one on, this shows what correcting costs.</source>
        <translation>Chưa bài nào xong. Từ bài đầu tiên, ở đây cho thấy việc sửa tốn bao nhiêu.</translation>
    </message>
    <message>
        <source>This project has no model yet.</source>
        <translation>Dự án này chưa có mô hình.</translation>
    </message>
    <message numerus="yes">
        <source>Trained on %n articles</source>
        <translation>
            <numerusform>Đã học từ %n bài</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln spans</source>
        <translation>
            <numerusform>%Ln cụm</numerusform>
        </translation>
    </message>
    <message>
        <source>d MMM HH:mm</source>
        <translation>HH:mm d/M</translation>
    </message>
    <message>
        <source>in {seconds} s</source>
        <translation>mất {seconds} giây</translation>
    </message>
    <message>
        <source>Read only: nothing is learned here.</source>
        <translation>Chỉ đọc: ở đây không học gì.</translation>
    </message>
    <message>
        <source>Looking at the articles…</source>
        <translation>Đang xem các bài…</translation>
    </message>
    <message>
        <source>Learns only when it is asked to.</source>
        <translation>Chỉ học khi được yêu cầu.</translation>
    </message>
    <message numerus="yes">
        <source>The model comes from another project; after %n more articles this one gets its own.</source>
        <translation>
            <numerusform>Mô hình lấy từ dự án khác; sau %n bài nữa, dự án này có mô hình riêng.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Learns after %n more articles.</source>
        <translation>
            <numerusform>Sẽ học sau %n bài nữa.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n articles are new since then.</source>
        <translation>
            <numerusform>%n bài mới từ lần đó.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n articles have changed since then.</source>
        <translation>
            <numerusform>%n bài đã sửa lại từ lần đó.</numerusform>
        </translation>
    </message>
    <message>
        <source>It knows all that is done.</source>
        <translation>Đã học mọi bài đã xong.</translation>
    </message>
    <message>
        <source>Learning…</source>
        <translation>Đang học…</translation>
    </message>
    <message>
        <source>Reading {done} of {of}</source>
        <translation>Đọc bài {done} / {of}</translation>
    </message>
    <message>
        <source>all labels</source>
        <translation>mọi nhãn</translation>
    </message>
    <message>
        <source>all suggesters</source>
        <translation>mọi bộ gợi ý</translation>
    </message>
    <message>
        <source>added</source>
        <translation>thêm</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>bác bỏ</translation>
    </message>
    <message>
        <source>relabelled</source>
        <translation>đổi nhãn</translation>
    </message>
    <message>
        <source>edges</source>
        <translation>biên</translation>
    </message>
    <message>
        <source>all</source>
        <translation>tất cả</translation>
    </message>
    <message>
        <source>Certain from {percent} % on</source>
        <translation>Coi là chắc từ {percent} %</translation>
    </message>
    <message>
        <source>Suggestions at least this confident are drawn stronger in the article; those that are more likely wrong than right are pale, with a question mark.</source>
        <translation>Gợi ý chắc từ mức này trở lên hiện đậm hơn trong bài; gợi ý dễ sai hơn đúng thì hiện mờ, kèm dấu hỏi.</translation>
    </message>
</context>
<context>
    <name>LineChart</name>
    <message>
        <source>{name}: {first} at {start}, {last} at {end}</source>
        <translation>{name}: {first} ở {start}, {last} ở {end}</translation>
    </message>
    <message>
        <source>{up}, over {across}.</source>
        <translation>{up}, theo {across}.</translation>
    </message>
</context>
<context>
    <name>Looking</name>
    <message>
        <source>Reading doubts</source>
        <translation>Đang đọc các chỗ đáng ngờ</translation>
    </message>
    <message>
        <source>Looking for doubts</source>
        <translation>Đang tìm chỗ đáng ngờ</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>{project} · Nhãn · read only</source>
        <translation>{project} · Nhãn · chỉ xem</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Công cụ</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Có</translation>
    </message>
</context>
<context>
    <name>MatchingToggles</name>
    <message>
        <source>Match case</source>
        <translation>Phân biệt chữ hoa, chữ thường</translation>
    </message>
    <message>
        <source>Whole words only</source>
        <translation>Chỉ trọn từ</translation>
    </message>
    <message>
        <source>Exact accents: letters without marks find only themselves</source>
        <translation>Đúng dấu: chữ không dấu chỉ tìm chữ không dấu</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>Biểu thức chính quy</translation>
    </message>
</context>
<context>
    <name>NameDialog</name>
    <message>
        <source>Welcome to Nhãn</source>
        <translation>Chào mừng đến với Nhãn</translation>
    </message>
    <message>
        <source>What is your name? It goes with your work, so that several people can share a project.</source>
        <translation>Bạn tên gì? Tên đi cùng bài bạn làm, để nhiều người chung một dự án mà không lẫn bài của nhau.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Tên của bạn</translation>
    </message>
</context>
<context>
    <name>NewProjectDialog</name>
    <message>
        <source>New project</source>
        <translation>Dự án mới</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Thư mục</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Chọn…</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Nhãn</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Từ tệp…</translation>
    </message>
    <message>
        <source>Folder of the new project</source>
        <translation>Thư mục của dự án mới</translation>
    </message>
    <message>
        <source>Label set</source>
        <translation>Bộ nhãn</translation>
    </message>
</context>
<context>
    <name>NotePanel</name>
    <message>
        <source>A note on this article</source>
        <translation>Ghi chú cho bài này</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Dismiss</source>
        <translation>Bỏ qua</translation>
    </message>
</context>
<context>
    <name>OldWork</name>
    <message>
        <source>This project has work by {name} ({id}). Is it yours?</source>
        <translation>Dự án này có bài của {name} ({id}). Đây là bài của bạn?</translation>
    </message>
    <message>
        <source>This project has work by “{id}”, who has no name. Is it yours?</source>
        <translation>Dự án này có bài của “{id}”, chưa có tên. Đây là bài của bạn?</translation>
    </message>
    <message>
        <source>Yes, mine</source>
        <translation>Đúng, của tôi</translation>
    </message>
    <message>
        <source>No, somebody else&apos;s</source>
        <translation>Không, của người khác</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Để sau</translation>
    </message>
</context>
<context>
    <name>OpenStops</name>
    <message>
        <source>Asking a model about the versions</source>
        <translation>Đang hỏi mô hình về các phương án</translation>
    </message>
    <message>
        <source>Looking for what is to adjudicate</source>
        <translation>Đang tìm chỗ cần phân xử</translation>
    </message>
</context>
<context>
    <name>OtherwisePanel</name>
    <message>
        <source>&amp;Agree</source>
        <translation>Đồn&amp;g ý</translation>
    </message>
    <message>
        <source>An&amp;swer or ask…</source>
        <translation>&amp;Trả lời hoặc hỏi…</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>Bài</translation>
    </message>
    <message>
        <source>You had</source>
        <translation>Bạn chọn</translation>
    </message>
    <message>
        <source>Decided</source>
        <translation>Phân xử</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>Your answer</source>
        <translation>Bạn trả lời</translation>
    </message>
    <message>
        <source>Decided otherwise</source>
        <translation>Phân xử khác</translation>
    </message>
    <message numerus="yes">
        <source>%n places</source>
        <translation>
            <numerusform>%n chỗ</numerusform>
        </translation>
    </message>
    <message>
        <source>{places}, {left} of them without an answer</source>
        <translation>{places}, {left} chỗ chưa trả lời</translation>
    </message>
    <message>
        <source>asks: {note}</source>
        <translation>hỏi: {note}</translation>
    </message>
    <message>
        <source>question: {said}</source>
        <translation>hỏi lại: {said}</translation>
    </message>
    <message>
        <source>agreed</source>
        <translation>đồng ý</translation>
    </message>
    <message>
        <source>the whole article</source>
        <translation>cả bài</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>không có gì</translation>
    </message>
</context>
<context>
    <name>PageOfProject</name>
    <message>
        <source>Save as a page</source>
        <translation>Lưu thành trang</translation>
    </message>
    <message>
        <source>Counting</source>
        <translation>Đang đếm</translation>
    </message>
</context>
<context>
    <name>PeopleBox</name>
    <message>
        <source>Whose work</source>
        <translation>Bài của ai</translation>
    </message>
    <message>
        <source>my work ({name})</source>
        <translation>bài của tôi ({name})</translation>
    </message>
    <message>
        <source>work of {name}</source>
        <translation>xem bài của {name}</translation>
    </message>
    <message>
        <source>work of {name} (adjudicator)</source>
        <translation>xem bài của {name} (người phân xử)</translation>
    </message>
</context>
<context>
    <name>Planning</name>
    <message>
        <source>Working out who gets how much</source>
        <translation>Đang tính ai được bao nhiêu bài</translation>
    </message>
    <message>
        <source>Comparing people&apos;s work</source>
        <translation>Đang so bài của mọi người</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Tùy chọn</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Tên của bạn</translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>Back to my work</source>
        <translation>Về bài của tôi</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Thử lại</translation>
    </message>
</context>
<context>
    <name>ProjectPage</name>
    <message>
        <source>{project} · progress</source>
        <translation>{project} · tiến độ</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Đang đếm…</translation>
    </message>
    <message>
        <source>Plots</source>
        <translation>Biểu đồ</translation>
    </message>
    <message>
        <source>&amp;Save as a page…</source>
        <translation>&amp;Lưu thành trang…</translation>
    </message>
</context>
<context>
    <name>Projects</name>
    <message>
        <source>Open a project folder</source>
        <translation>Mở thư mục dự án</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>Dự án gần đây</translation>
    </message>
</context>
<context>
    <name>QueueModel</name>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} phút {seconds} giây</translation>
    </message>
    <message numerus="yes">
        <source>%n conflicts</source>
        <translation>
            <numerusform>%n xung đột</numerusform>
        </translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>không đọc được</translation>
    </message>
    <message numerus="yes">
        <source>%n questions</source>
        <translation>
            <numerusform>%n câu hỏi</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to review</source>
        <translation>
            <numerusform>%n chờ duyệt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n confirmed</source>
        <translation>
            <numerusform>%n đã xác nhận</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueuePanel</name>
    <message>
        <source>Order of the articles</source>
        <translation>Thứ tự các bài</translation>
    </message>
    <message>
        <source>as imported</source>
        <translation>như khi nhập</translation>
    </message>
    <message>
        <source>topics interleaved</source>
        <translation>xen kẽ chủ đề</translation>
    </message>
    <message>
        <source>most doubtful first</source>
        <translation>ngờ vực nhất trước</translation>
    </message>
    <message>
        <source>random</source>
        <translation>ngẫu nhiên</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>Bài</translation>
    </message>
    <message numerus="yes">
        <source>%n given to others</source>
        <translation>
            <numerusform>%n bài giao cho người khác</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Recovery</name>
    <message>
        <source>Comparing journals and articles</source>
        <translation>Đang so nhật ký với các bài</translation>
    </message>
    <message>
        <source>Recover…</source>
        <translation>Khôi phục…</translation>
    </message>
    <message>
        <source>Looking at what is left of the article</source>
        <translation>Đang xem bài còn lại những gì</translation>
    </message>
    <message>
        <source>Looking for damage</source>
        <translation>Đang tìm chỗ hỏng</translation>
    </message>
    <message>
        <source>The damaged files are copied to quarantine first; nothing is deleted.</source>
        <translation>Tệp hỏng được chép vào quarantine/ trước; không xóa gì cả.</translation>
    </message>
    <message>
        <source>Nothing of this can be put right here.</source>
        <translation>Không có gì ở đây sửa được từ chương trình.</translation>
    </message>
    <message>
        <source>Copy to quarantine</source>
        <translation>Chép vào quarantine/</translation>
    </message>
    <message numerus="yes">
        <source>Rebuild %n articles</source>
        <translation>
            <numerusform>Dựng lại %n bài</numerusform>
        </translation>
    </message>
    <message>
        <source>Rebuilding articles</source>
        <translation>Đang dựng lại bài</translation>
    </message>
</context>
<context>
    <name>RecoveryDialog</name>
    <message>
        <source>Damaged work</source>
        <translation>Công việc bị hỏng</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Những gì tìm thấy</translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>Để nguyên</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
</context>
<context>
    <name>ReleaseDialog</name>
    <message>
        <source>Release</source>
        <translation>Phát hành</translation>
    </message>
    <message>
        <source>several with semicolons between them</source>
        <translation>nhiều người thì cách nhau bằng dấu chấm phẩy</translation>
    </message>
    <message>
        <source>for example CC-BY-4.0</source>
        <translation>ví dụ CC-BY-4.0</translation>
    </message>
    <message>
        <source>what the texts say of people (names, health, addresses …), and why it may be published</source>
        <translation>trong văn bản có gì về con người (tên, sức khoẻ, địa chỉ …), và vì sao được phép công bố</translation>
    </message>
    <message>
        <source>Measure &amp;agreement for the card</source>
        <translation>Đo &amp;độ đồng thuận để ghi vào thẻ mô tả</translation>
    </message>
    <message>
        <source>Already released: {names}</source>
        <translation>Đã phát hành: {names}</translation>
    </message>
    <message>
        <source>&amp;Release</source>
        <translation>&amp;Phát hành</translation>
    </message>
    <message>
        <source>&amp;Version</source>
        <translation>&amp;Phiên bản</translation>
    </message>
    <message>
        <source>&amp;Date</source>
        <translation>&amp;Ngày</translation>
    </message>
    <message>
        <source>&amp;Whose work is the gold</source>
        <translation>&amp;Bản chuẩn là bài của</translation>
    </message>
    <message>
        <source>&amp;Formats</source>
        <translation>Đị&amp;nh dạng</translation>
    </message>
    <message>
        <source>&amp;Title</source>
        <translation>&amp;Tên bộ dữ liệu</translation>
    </message>
    <message>
        <source>&amp;Made by</source>
        <translation>Người &amp;làm</translation>
    </message>
    <message>
        <source>&amp;Licence</source>
        <translation>&amp;Giấy phép</translation>
    </message>
    <message>
        <source>D&amp;escription</source>
        <translation>&amp;Mô tả</translation>
    </message>
    <message>
        <source>&amp;Personal data</source>
        <translation>&amp;Dữ liệu cá nhân</translation>
    </message>
    <message>
        <source>It is written into {folder}</source>
        <translation>Ghi vào {folder}</translation>
    </message>
</context>
<context>
    <name>Releases</name>
    <message>
        <source>Making the release</source>
        <translation>Đang phát hành</translation>
    </message>
    <message>
        <source>Counting articles</source>
        <translation>Đang đếm bài</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Report a problem</source>
        <translation>Báo lỗi</translation>
    </message>
    <message>
        <source>Say what you did, what happened and what you expected, and put this text below it. It holds nothing of your articles, and the program sends nothing: read it, copy it, send it yourself.</source>
        <translation>Hãy kể bạn đã làm gì, đã xảy ra điều gì, bạn chờ đợi điều gì, rồi dán đoạn dưới đây vào cuối. Trong đó không có gì từ các bài của bạn, và chương trình không tự gửi gì: hãy đọc, sao chép rồi tự gửi.</translation>
    </message>
    <message>
        <source>What the report needs</source>
        <translation>Điều cần cho báo lỗi</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Sao chép</translation>
    </message>
    <message>
        <source>Open {page}</source>
        <translation>Mở {page}</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Đã sao chép.</translation>
    </message>
</context>
<context>
    <name>RestoreDialog</name>
    <message>
        <source>Restore from a backup</source>
        <translation>Khôi phục từ bản sao lưu</translation>
    </message>
    <message>
        <source>Now in this project: {articles} articles that people worked on, {spans} confirmed spans.</source>
        <translation>Dự án hiện có {articles} bài đã có người làm, {spans} cụm đã xác nhận.</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Bản sao lưu</translation>
    </message>
    <message>
        <source>Backup of</source>
        <translation>Bản sao lưu</translation>
    </message>
    <message>
        <source>Articles</source>
        <translation>Bài</translation>
    </message>
    <message>
        <source>Spans</source>
        <translation>Cụm</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Dự án</translation>
    </message>
    <message>
        <source>Into a new folder…</source>
        <translation>Vào thư mục mới…</translation>
    </message>
    <message>
        <source>Into this project…</source>
        <translation>Vào dự án này…</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Từ tệp…</translation>
    </message>
    <message>
        <source>There is no backup of this project yet.</source>
        <translation>Dự án này chưa có bản sao lưu nào.</translation>
    </message>
    <message>
        <source>The project is open read only: restore into a new folder.</source>
        <translation>Dự án đang mở chỉ để xem: hãy khôi phục vào thư mục mới.</translation>
    </message>
    <message>
        <source>What is in the project is backed up before anything of it is replaced.</source>
        <translation>Những gì đang có trong dự án được sao lưu trước khi bị thay.</translation>
    </message>
    <message>
        <source>Backup to restore</source>
        <translation>Bản sao lưu cần khôi phục</translation>
    </message>
    <message>
        <source>Backups (*.zip)</source>
        <translation>Bản sao lưu (*.zip)</translation>
    </message>
</context>
<context>
    <name>ScoreTable</name>
    <message>
        <source>Suggestions against what was confirmed</source>
        <translation>Gợi ý so với những gì đã xác nhận</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Nhãn</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Đúng</translation>
    </message>
    <message>
        <source>Precision: the share of the suggestions that were right</source>
        <translation>Độ chính xác: phần gợi ý là đúng</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Đủ</translation>
    </message>
    <message>
        <source>Recall: the share of the confirmed spans that were suggested</source>
        <translation>Độ phủ: phần cụm đã xác nhận mà có gợi ý</translation>
    </message>
    <message>
        <source>F1: the two in one figure</source>
        <translation>F1: gộp hai con số làm một</translation>
    </message>
    <message>
        <source>Spans</source>
        <translation>Cụm</translation>
    </message>
    <message>
        <source>Confirmed spans</source>
        <translation>Số cụm đã xác nhận</translation>
    </message>
    <message>
        <source>all</source>
        <translation>tất cả</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Change keys</source>
        <translation>Đổi phím</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Việc</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Phím</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Phím mới</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Mặc định</translation>
    </message>
    <message>
        <source>All defaults</source>
        <translation>Tất cả mặc định</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Nhập…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Xuất…</translation>
    </message>
    <message>
        <source>{key} would mean both “{one}” and “{other}”.</source>
        <translation>{key} sẽ vừa là “{one}” vừa là “{other}”.</translation>
    </message>
    <message>
        <source>Export keys</source>
        <translation>Xuất bộ phím</translation>
    </message>
    <message>
        <source>Import keys</source>
        <translation>Nhập bộ phím</translation>
    </message>
    <message>
        <source>{file} holds no keys of Nhãn.</source>
        <translation>{file} không chứa bộ phím của Nhãn.</translation>
    </message>
</context>
<context>
    <name>SpanModel</name>
    <message>
        <source>to review</source>
        <translation>chờ duyệt</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>đã xác nhận</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Chữ</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Nhãn</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Trạng thái</translation>
    </message>
    <message>
        <source>Sure</source>
        <translation>Chắc</translation>
    </message>
</context>
<context>
    <name>SpanPanel</name>
    <message>
        <source>Find a span</source>
        <translation>Tìm cụm</translation>
    </message>
    <message>
        <source>Which label</source>
        <translation>Nhãn nào</translation>
    </message>
    <message>
        <source>Which spans</source>
        <translation>Những cụm nào</translation>
    </message>
    <message>
        <source>all</source>
        <translation>tất cả</translation>
    </message>
    <message>
        <source>to review</source>
        <translation>chờ duyệt</translation>
    </message>
    <message>
        <source>with questions</source>
        <translation>có câu hỏi</translation>
    </message>
    <message>
        <source>Tab stops only at these</source>
        <translation>Tab chỉ dừng ở những cụm này</translation>
    </message>
    <message>
        <source>Spans</source>
        <translation>Cụm</translation>
    </message>
    <message>
        <source>Which spans, and where Tab stops</source>
        <translation>Những cụm nào, và Tab dừng ở đâu</translation>
    </message>
    <message>
        <source>all labels</source>
        <translation>mọi nhãn</translation>
    </message>
</context>
<context>
    <name>StartOfAdjudication</name>
    <message>
        <source>Reading people&apos;s work</source>
        <translation>Đang đọc phần làm của mọi người</translation>
    </message>
    <message>
        <source>Become an adjudicator of this project?</source>
        <translation>Trở thành người phân xử của dự án này?</translation>
    </message>
    <message>
        <source>It holds for everybody: your spans are then the one version that is made of the others&apos; work, and are compared with nobody&apos;s any more. In articles that two others have done, what all of them have goes in, and suggestions go out; where all agree, the article is done. “nhan set --role” gives you the old role back.</source>
        <translation>Việc này áp dụng cho mọi người: các cụm của bạn trở thành bản chung làm từ phần của những người khác, và không còn được so với ai nữa. Trong những bài hai người khác đã làm xong, những gì ai cũng có sẽ được đưa vào, các gợi ý sẽ bị bỏ ra; bài mọi người làm giống nhau thì xong. Lệnh “nhan set --role” trả lại vai trò cũ.</translation>
    </message>
    <message>
        <source>Adjudicate</source>
        <translation>Phân xử</translation>
    </message>
</context>
<context>
    <name>StartWindow</name>
    <message>
        <source>Recent projects</source>
        <translation>Dự án gần đây</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Dự án</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Đã xong</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Thư mục</translation>
    </message>
    <message>
        <source>&amp;New project…</source>
        <translation>Dự án &amp;mới…</translation>
    </message>
    <message>
        <source>&amp;Open project…</source>
        <translation>Mở &amp;dự án…</translation>
    </message>
    <message>
        <source>The &amp;sample</source>
        <translation>Dự án mẫ&amp;u</translation>
    </message>
    <message>
        <source>&amp;First steps: learn the keys in two minutes</source>
        <translation>&amp;Bước đầu: học phím trong hai phút</translation>
    </message>
    <message>
        <source>Correct suggested spans in Vietnamese articles</source>
        <translation>Sửa các cụm được gợi ý trong bài tiếng Việt</translation>
    </message>
    <message>
        <source>No project has been opened yet. Drop a project&apos;s folder here, or begin with one of the above.</source>
        <translation>Chưa mở dự án nào. Hãy thả thư mục dự án vào đây, hoặc bắt đầu bằng một nút ở trên.</translation>
    </message>
    <message>
        <source>Go on with</source>
        <translation>Làm tiếp</translation>
    </message>
    <message>
        <source>Looking at projects</source>
        <translation>Đang xem các dự án</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>chưa có bài</translation>
    </message>
    <message>
        <source>{done} of {articles} articles done</source>
        <translation>đã xong {done} trên {articles} bài</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>to do</source>
        <translation>cần làm</translation>
    </message>
    <message>
        <source>in progress</source>
        <translation>đang làm</translation>
    </message>
    <message>
        <source>done</source>
        <translation>xong</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>bỏ qua</translation>
    </message>
    <message>
        <source>flagged</source>
        <translation>cần bàn</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message numerus="yes">
        <source>%n to review</source>
        <translation>
            <numerusform>%n chờ duyệt</numerusform>
        </translation>
    </message>
    <message>
        <source>Suggesting…</source>
        <translation>Đang gợi ý…</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Đã lưu</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Đang lưu…</translation>
    </message>
    <message numerus="yes">
        <source>Not saved: %n edits only in memory</source>
        <translation>
            <numerusform>Chưa lưu: %n chỗ sửa mới chỉ ở trong bộ nhớ</numerusform>
        </translation>
    </message>
    <message>
        <source>Not saved: suggestions only in memory</source>
        <translation>Chưa lưu: gợi ý mới chỉ ở trong bộ nhớ</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>Chỉ đọc</translation>
    </message>
    <message>
        <source>You work as {name}.</source>
        <translation>Bạn đang làm với tên {name}.</translation>
    </message>
</context>
<context>
    <name>StepCard</name>
    <message>
        <source>New project…</source>
        <translation>Dự án mới…</translation>
    </message>
    <message>
        <source>Leave the first steps (Esc)</source>
        <translation>Thôi học các bước đầu (Esc)</translation>
    </message>
</context>
<context>
    <name>SuggesterChooser</name>
    <message>
        <source>There is no article to try it on.</source>
        <translation>Không có bài nào để thử.</translation>
    </message>
    <message>
        <source>Trying a suggester</source>
        <translation>Đang thử bộ gợi ý</translation>
    </message>
    <message numerus="yes">
        <source>%n spans</source>
        <translation>
            <numerusform>%n cụm</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SuggesterDialog</name>
    <message>
        <source>Who suggests in this project</source>
        <translation>Ai gợi ý trong dự án này</translation>
    </message>
    <message>
        <source>I may send these texts there</source>
        <translation>Tôi được phép gửi các văn bản này tới đó</translation>
    </message>
    <message>
        <source>&amp;Try on this article</source>
        <translation>&amp;Thử với bài này</translation>
    </message>
    <message>
        <source>Suggestions come from</source>
        <translation>Gợi ý lấy từ</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Mô hình</translation>
    </message>
    <message>
        <source>The texts stay on this machine.</source>
        <translation>Văn bản không rời khỏi máy này.</translation>
    </message>
    <message>
        <source>The texts of this project are sent to {host}, and nothing else.</source>
        <translation>Văn bản của dự án này được gửi tới {host}, ngoài ra không gửi gì khác.</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Đang hỏi…</translation>
    </message>
</context>
<context>
    <name>Suggestions</name>
    <message>
        <source>Looking for articles without suggestions</source>
        <translation>Đang tìm các bài chưa có gợi ý</translation>
    </message>
    <message>
        <source>Suggesting</source>
        <translation>Đang gợi ý</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Thử lại</translation>
    </message>
</context>
<context>
    <name>TextView</name>
    <message>
        <source>suggestion</source>
        <translation>gợi ý</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>đã xác nhận</translation>
    </message>
    <message>
        <source>doubtful suggestion</source>
        <translation>gợi ý còn ngờ</translation>
    </message>
    <message>
        <source>{label}, {state}: {text}</source>
        <translation>{label}, {state}: {text}</translation>
    </message>
    <message>
        <source>question: {note}</source>
        <translation>câu hỏi: {note}</translation>
    </message>
</context>
<context>
    <name>TitleDialog</name>
    <message>
        <source>Rename the article</source>
        <translation>Đổi tên bài</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Tên bài</translation>
    </message>
    <message>
        <source>For everybody in the project. Without a title it has the one it was imported with.</source>
        <translation>Đổi cho mọi người trong dự án. Để trống thì bài lấy lại tên khi nhập.</translation>
    </message>
</context>
<context>
    <name>ToldOtherwise</name>
    <message>
        <source>Reading what was decided otherwise</source>
        <translation>Đang đọc những chỗ phân xử khác</translation>
    </message>
    <message numerus="yes">
        <source>%n of your places were decided otherwise, or are asked about</source>
        <translation>
            <numerusform>%n chỗ của bạn được phân xử khác, hoặc có người hỏi</numerusform>
        </translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>Xem các chỗ đó</translation>
    </message>
    <message>
        <source>Decided otherwise</source>
        <translation>Phân xử khác</translation>
    </message>
    <message>
        <source>Answer to what was decided</source>
        <translation>Trả lời kết quả phân xử</translation>
    </message>
</context>
<context>
    <name>Transfer</name>
    <message>
        <source>Importing</source>
        <translation>Đang nhập bài</translation>
    </message>
    <message>
        <source>Export the others</source>
        <translation>Xuất phần còn lại</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>Đang xuất</translation>
    </message>
</context>
<context>
    <name>UnknownLabels</name>
    <message>
        <source>Labels that the project does not have</source>
        <translation>Nhãn mà dự án chưa có</translation>
    </message>
    <message>
        <source>Add &amp;all to the project</source>
        <translation>Thêm &amp;tất cả vào dự án</translation>
    </message>
</context>
<context>
    <name>Unsaved</name>
    <message>
        <source>The disk refuses to be written to: {reason}. Go on working; it is tried again by itself.</source>
        <translation>Không ghi được vào đĩa: {reason}. Cứ làm tiếp; chương trình tự thử ghi lại.</translation>
    </message>
    <message>
        <source>Save a copy elsewhere…</source>
        <translation>Lưu bản sao vào nơi khác…</translation>
    </message>
    <message>
        <source>A folder for the copy, on another disk</source>
        <translation>Thư mục để bản sao, ở ổ đĩa khác</translation>
    </message>
    <message>
        <source>Saving a copy</source>
        <translation>Đang lưu bản sao</translation>
    </message>
</context>
<context>
    <name>UnsavedQuestion</name>
    <message>
        <source>A copy in another folder, on another disk, keeps them: “nhan import … --as work --replace” takes it back.</source>
        <translation>Bản sao ở thư mục khác, trên ổ đĩa khác, giữ lại được những chỗ ấy: “nhan import … --as work --replace” đưa nó trở lại.</translation>
    </message>
    <message>
        <source>Save a copy elsewhere…</source>
        <translation>Lưu bản sao vào nơi khác…</translation>
    </message>
    <message numerus="yes">
        <source>Close and lose %n edits</source>
        <translation>
            <numerusform>Đóng và bỏ %n chỗ sửa</numerusform>
        </translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Ở lại</translation>
    </message>
</context>
<context>
    <name>Updates</name>
    <message>
        <source>Asking for a newer version</source>
        <translation>Đang hỏi xem có bản mới không</translation>
    </message>
    <message>
        <source>Open the page</source>
        <translation>Mở trang</translation>
    </message>
</context>
<context>
    <name>VersionsDock</name>
    <message>
        <source>No place is open in this article</source>
        <translation>Bài này không còn chỗ nào phải phân xử</translation>
    </message>
    <message>
        <source>Place {at} of the {count} that are left, {decided} decided</source>
        <translation>Chỗ {at} trong {count} chỗ còn lại, đã quyết định {decided}</translation>
    </message>
</context>
<context>
    <name>VersionsPanel</name>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n người</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>không có gì</translation>
    </message>
    <message>
        <source>the same in the article</source>
        <translation>như thế trong cả bài</translation>
    </message>
    <message>
        <source>in all articles</source>
        <translation>trong mọi bài</translation>
    </message>
    <message>
        <source>both</source>
        <translation>cả hai</translation>
    </message>
</context>
<context>
    <name>WorkloadDock</name>
    <message>
        <source>Who is how far</source>
        <translation>Ai làm đến đâu</translation>
    </message>
</context>
<context>
    <name>WorkloadPanel</name>
    <message>
        <source>&amp;Assign articles…</source>
        <translation>&amp;Giao bài…</translation>
    </message>
    <message>
        <source>&amp;Count again</source>
        <translation>&amp;Đếm lại</translation>
    </message>
    <message>
        <source>Who is how far</source>
        <translation>Ai làm đến đâu</translation>
    </message>
    <message>
        <source>all that is given</source>
        <translation>mọi bài được giao</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>&amp;Project</source>
        <translation>&amp;Dự án</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Sửa</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>Du&amp;yệt</translation>
    </message>
    <message>
        <source>&amp;Article</source>
        <translation>&amp;Bài</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Xem</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Trợ giúp</translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>Dự án mới…</translation>
    </message>
    <message>
        <source>Open project…</source>
        <translation>Mở dự án…</translation>
    </message>
    <message>
        <source>To my own work, to change it</source>
        <translation>Về bài của tôi để sửa</translation>
    </message>
    <message>
        <source>Import articles…</source>
        <translation>Nhập bài…</translation>
    </message>
    <message>
        <source>Suggest for all articles</source>
        <translation>Gợi ý cho mọi bài</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Xuất…</translation>
    </message>
    <message>
        <source>Save a copy elsewhere…</source>
        <translation>Lưu bản sao vào nơi khác…</translation>
    </message>
    <message>
        <source>Recover damaged work…</source>
        <translation>Khôi phục phần bị hỏng…</translation>
    </message>
    <message>
        <source>Progress and pace…</source>
        <translation>Tiến độ và nhịp làm việc…</translation>
    </message>
    <message>
        <source>Where the project stands…</source>
        <translation>Dự án đang ở đâu…</translation>
    </message>
    <message>
        <source>Agreement between people…</source>
        <translation>Độ đồng thuận giữa mọi người…</translation>
    </message>
    <message>
        <source>Assign articles to people…</source>
        <translation>Giao bài cho từng người…</translation>
    </message>
    <message>
        <source>Who is how far…</source>
        <translation>Ai làm đến đâu…</translation>
    </message>
    <message>
        <source>Make a release…</source>
        <translation>Phát hành dữ liệu…</translation>
    </message>
    <message>
        <source>Label set…</source>
        <translation>Bộ nhãn…</translation>
    </message>
    <message>
        <source>Who suggests…</source>
        <translation>Ai gợi ý…</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>Sao lưu ngay</translation>
    </message>
    <message>
        <source>Restore from a backup…</source>
        <translation>Khôi phục từ bản sao lưu…</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>Tùy chọn…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Thoát</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Hoàn tác</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Làm lại</translation>
    </message>
    <message>
        <source>Find in article…</source>
        <translation>Tìm trong bài…</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>Kết quả sau</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>Kết quả trước</translation>
    </message>
    <message>
        <source>Find in all articles…</source>
        <translation>Tìm trong mọi bài…</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>Chép chữ</translation>
    </message>
    <message>
        <source>Next to review</source>
        <translation>Chờ duyệt kế tiếp</translation>
    </message>
    <message>
        <source>Previous to review</source>
        <translation>Chờ duyệt phía trước</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Chấp nhận</translation>
    </message>
    <message>
        <source>Accept down to the next doubtful one</source>
        <translation>Chấp nhận đến chỗ còn ngờ kế tiếp</translation>
    </message>
    <message>
        <source>Accept with its sure copies on the screen</source>
        <translation>Chấp nhận kèm các cụm giống hệt, đủ chắc, trên màn hình</translation>
    </message>
    <message>
        <source>Reject or remove</source>
        <translation>Bác bỏ hoặc xóa</translation>
    </message>
    <message>
        <source>Choose a label…</source>
        <translation>Chọn nhãn…</translation>
    </message>
    <message>
        <source>Back to what was decided last</source>
        <translation>Về cụm vừa quyết định</translation>
    </message>
    <message>
        <source>End one word out</source>
        <translation>Dời biên cuối ra một tiếng</translation>
    </message>
    <message>
        <source>End one word in</source>
        <translation>Thu biên cuối vào một tiếng</translation>
    </message>
    <message>
        <source>Start one word out</source>
        <translation>Dời biên đầu ra một tiếng</translation>
    </message>
    <message>
        <source>Start one word in</source>
        <translation>Thu biên đầu vào một tiếng</translation>
    </message>
    <message>
        <source>End one character out</source>
        <translation>Dời biên cuối ra một ký tự</translation>
    </message>
    <message>
        <source>End one character in</source>
        <translation>Thu biên cuối vào một ký tự</translation>
    </message>
    <message>
        <source>Start one character out</source>
        <translation>Dời biên đầu ra một ký tự</translation>
    </message>
    <message>
        <source>Start one character in</source>
        <translation>Thu biên đầu vào một ký tự</translation>
    </message>
    <message>
        <source>Merge with the next span</source>
        <translation>Gộp với cụm sau</translation>
    </message>
    <message>
        <source>Split at the caret</source>
        <translation>Tách tại con trỏ</translation>
    </message>
    <message>
        <source>Trim punctuation and spaces</source>
        <translation>Tỉa dấu câu và khoảng trắng</translation>
    </message>
    <message>
        <source>Accept all the same in the article</source>
        <translation>Chấp nhận mọi cụm giống thế trong bài</translation>
    </message>
    <message>
        <source>Accept all the same in all articles…</source>
        <translation>Chấp nhận mọi cụm giống thế trong tất cả các bài…</translation>
    </message>
    <message>
        <source>Propose for all the same in the article</source>
        <translation>Đề nghị cho mọi chỗ giống thế trong bài</translation>
    </message>
    <message>
        <source>Propose for all the same in all articles…</source>
        <translation>Đề nghị cho mọi chỗ giống thế trong mọi bài…</translation>
    </message>
    <message>
        <source>Reject all the same in the article</source>
        <translation>Bác bỏ mọi gợi ý giống thế trong bài</translation>
    </message>
    <message>
        <source>Reject all the same in all articles…</source>
        <translation>Bác bỏ mọi gợi ý giống thế trong mọi bài…</translation>
    </message>
    <message>
        <source>Next place of the same words that is labelled otherwise</source>
        <translation>Chỗ kế tiếp cùng chữ mà gán khác</translation>
    </message>
    <message>
        <source>Next span under the caret</source>
        <translation>Cụm kế tiếp dưới con trỏ</translation>
    </message>
    <message>
        <source>Let the span or selection go</source>
        <translation>Thôi chọn</translation>
    </message>
    <message>
        <source>Next conflict</source>
        <translation>Xung đột kế tiếp</translation>
    </message>
    <message>
        <source>Previous conflict</source>
        <translation>Xung đột trước</translation>
    </message>
    <message>
        <source>Conflict: keep what is in the article</source>
        <translation>Xung đột: giữ bản đang có trong bài</translation>
    </message>
    <message>
        <source>Conflict: take the other version</source>
        <translation>Xung đột: lấy bản kia</translation>
    </message>
    <message>
        <source>What was decided otherwise than I did…</source>
        <translation>Những chỗ phân xử khác với tôi…</translation>
    </message>
    <message>
        <source>Adjudicate what people did</source>
        <translation>Phân xử bài của mọi người</translation>
    </message>
    <message>
        <source>Adjudication: show who had which version</source>
        <translation>Phân xử: hiện ai chọn phương án nào</translation>
    </message>
    <message>
        <source>Go through doubtful labels</source>
        <translation>Xem các nhãn đáng ngờ</translation>
    </message>
    <message>
        <source>Done, next article</source>
        <translation>Xong, bài kế</translation>
    </message>
    <message>
        <source>Accept all the rest, done, next</source>
        <translation>Chấp nhận hết phần còn lại, xong, bài kế</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Bỏ qua bài</translation>
    </message>
    <message>
        <source>Flag for discussion</source>
        <translation>Đánh dấu cần bàn</translation>
    </message>
    <message>
        <source>Back to work</source>
        <translation>Làm tiếp</translation>
    </message>
    <message>
        <source>Next article</source>
        <translation>Bài sau</translation>
    </message>
    <message>
        <source>Previous article</source>
        <translation>Bài trước</translation>
    </message>
    <message>
        <source>Next article to do</source>
        <translation>Bài cần làm kế tiếp</translation>
    </message>
    <message>
        <source>Note or question on the span…</source>
        <translation>Ghi chú hoặc câu hỏi về cụm…</translation>
    </message>
    <message>
        <source>Write a note on the article</source>
        <translation>Ghi chú về bài</translation>
    </message>
    <message>
        <source>About this article…</source>
        <translation>Về bài này…</translation>
    </message>
    <message>
        <source>Suggest again</source>
        <translation>Gợi ý lại</translation>
    </message>
    <message>
        <source>Rename the article…</source>
        <translation>Đổi tên bài…</translation>
    </message>
    <message>
        <source>Give the article back…</source>
        <translation>Trả lại bài…</translation>
    </message>
    <message>
        <source>Delete articles…</source>
        <translation>Xóa bài…</translation>
    </message>
    <message>
        <source>Next word</source>
        <translation>Tiếng sau</translation>
    </message>
    <message>
        <source>Previous word</source>
        <translation>Tiếng trước</translation>
    </message>
    <message>
        <source>Next line</source>
        <translation>Dòng dưới</translation>
    </message>
    <message>
        <source>Previous line</source>
        <translation>Dòng trên</translation>
    </message>
    <message>
        <source>Start of the article</source>
        <translation>Đầu bài</translation>
    </message>
    <message>
        <source>End of the article</source>
        <translation>Cuối bài</translation>
    </message>
    <message>
        <source>Panels on the left</source>
        <translation>Khung bên trái</translation>
    </message>
    <message>
        <source>Panels on the right</source>
        <translation>Khung bên phải</translation>
    </message>
    <message>
        <source>The article alone</source>
        <translation>Chỉ hiện bài viết</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Chữ to hơn</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Chữ nhỏ hơn</translation>
    </message>
    <message>
        <source>Normal text size</source>
        <translation>Cỡ chữ thường</translation>
    </message>
    <message>
        <source>Compact lines</source>
        <translation>Dòng sít</translation>
    </message>
    <message>
        <source>Show invisible signs</source>
        <translation>Hiện ký tự không nhìn thấy</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>Nền tối</translation>
    </message>
    <message>
        <source>Stop at candidates for missing spans</source>
        <translation>Dừng cả ở chỗ có thể còn thiếu cụm</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Khung sau</translation>
    </message>
    <message>
        <source>Previous pane</source>
        <translation>Khung trước</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>Sách hướng dẫn</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Phím</translation>
    </message>
    <message>
        <source>All commands…</source>
        <translation>Mọi lệnh…</translation>
    </message>
    <message>
        <source>Change keys…</source>
        <translation>Đổi phím…</translation>
    </message>
    <message>
        <source>Report a problem…</source>
        <translation>Báo lỗi…</translation>
    </message>
    <message>
        <source>Is there a newer version?</source>
        <translation>Đã có bản mới chưa?</translation>
    </message>
    <message>
        <source>Open the log</source>
        <translation>Mở nhật ký lỗi</translation>
    </message>
    <message>
        <source>About Nhãn</source>
        <translation>Giới thiệu Nhãn</translation>
    </message>
    <message>
        <source>Label with this key&apos;s label</source>
        <translation>Gán nhãn của phím này</translation>
    </message>
    <message>
        <source>Give all the same in the article this key&apos;s label</source>
        <translation>Gán nhãn của phím này cho mọi cụm giống thế trong bài</translation>
    </message>
    <message>
        <source>Start page</source>
        <translation>Trang bắt đầu</translation>
    </message>
    <message>
        <source>The next reading: other edges or another label</source>
        <translation>Cách gán kế tiếp: biên khác hoặc nhãn khác</translation>
    </message>
    <message>
        <source>First steps on the sample</source>
        <translation>Các bước đầu trên dự án mẫu</translation>
    </message>
</context>
<context>
    <name>key_hints</name>
    <message>
        <source>accept</source>
        <translation>chấp nhận</translation>
    </message>
    <message>
        <source>another label</source>
        <translation>đổi nhãn</translation>
    </message>
    <message>
        <source>reject</source>
        <translation>bỏ</translation>
    </message>
    <message>
        <source>next</source>
        <translation>tiếp</translation>
    </message>
    <message>
        <source>longer</source>
        <translation>dài thêm</translation>
    </message>
    <message>
        <source>accept {count}, with the bracketed</source>
        <translation>nhận {count} cụm, cả cụm có ngoặc</translation>
    </message>
    <message>
        <source>another reading</source>
        <translation>cách hiểu khác</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>hoàn tác</translation>
    </message>
    <message>
        <source>all keys</source>
        <translation>mọi phím</translation>
    </message>
    <message>
        <source>accept the {count} bracketed</source>
        <translation>nhận {count} cụm có ngoặc</translation>
    </message>
    <message>
        <source>shorter</source>
        <translation>ngắn bớt</translation>
    </message>
    <message>
        <source>remove</source>
        <translation>xóa</translation>
    </message>
    <message>
        <source>give it this label</source>
        <translation>gán nhãn</translation>
    </message>
    <message>
        <source>let go</source>
        <translation>thôi chọn</translation>
    </message>
    <message>
        <source>next to review</source>
        <translation>đến chỗ cần duyệt</translation>
    </message>
    <message>
        <source>label this word</source>
        <translation>gán nhãn cho từ này</translation>
    </message>
    <message>
        <source>select words</source>
        <translation>chọn từ</translation>
    </message>
    <message>
        <source>take what is shown</source>
        <translation>lấy phương án đang hiện</translation>
    </message>
    <message>
        <source>show another</source>
        <translation>xem phương án khác</translation>
    </message>
    <message>
        <source>nothing stands</source>
        <translation>bỏ hết</translation>
    </message>
    <message>
        <source>the same in the article</source>
        <translation>như thế trong cả bài</translation>
    </message>
    <message>
        <source>keep as it is</source>
        <translation>giữ nguyên</translation>
    </message>
    <message>
        <source>take the alternative</source>
        <translation>lấy phương án kia</translation>
    </message>
    <message>
        <source>done, next article</source>
        <translation>xong, sang bài kế</translation>
    </message>
</context>
<context>
    <name>preferences</name>
    <message>
        <source>Language</source>
        <translation>Ngôn ngữ</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Nền</translation>
    </message>
    <message>
        <source>Text size (pixels)</source>
        <translation>Cỡ chữ (điểm ảnh)</translation>
    </message>
    <message>
        <source>Line spacing</source>
        <translation>Giãn dòng</translation>
    </message>
    <message>
        <source>Font of the article</source>
        <translation>Phông chữ của bài</translation>
    </message>
    <message>
        <source>Width of the text (pixels)</source>
        <translation>Bề rộng dòng chữ (điểm ảnh)</translation>
    </message>
    <message>
        <source>Colours of labels</source>
        <translation>Màu nhãn</translation>
    </message>
    <message>
        <source>as the label set has them</source>
        <translation>như trong bộ nhãn</translation>
    </message>
    <message>
        <source>for colour-blind eyes</source>
        <translation>cho người mù màu</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Dòng</translation>
    </message>
    <message>
        <source>Invisible signs (TAB, non-breaking or zero-width space…)</source>
        <translation>Ký tự không nhìn thấy (TAB, dấu cách không ngắt, dấu cách rộng 0…)</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>ẩn</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>hiện</translation>
    </message>
    <message>
        <source>Edges move by</source>
        <translation>Biên dời từng</translation>
    </message>
    <message>
        <source>Suggest when an article is opened</source>
        <translation>Gợi ý khi mở bài</translation>
    </message>
    <message>
        <source>Suggestions come from</source>
        <translation>Gợi ý lấy từ</translation>
    </message>
    <message>
        <source>what serves the project best</source>
        <translation>bộ gợi ý hợp với dự án nhất</translation>
    </message>
    <message>
        <source>A decision changes the suggestions below it</source>
        <translation>Mỗi quyết định sửa luôn các gợi ý phía dưới</translation>
    </message>
    <message>
        <source>Learn from corrections by itself</source>
        <translation>Tự học từ những gì bạn sửa</translation>
    </message>
    <message>
        <source>Back up once a day</source>
        <translation>Sao lưu mỗi ngày một lần</translation>
    </message>
    <message>
        <source>Backups lie in</source>
        <translation>Giữ bản sao lưu ở</translation>
    </message>
    <message>
        <source>Ask once a day whether there is a newer version</source>
        <translation>Mỗi ngày hỏi một lần xem đã có bản mới chưa</translation>
    </message>
    <message>
        <source>A line of the next keys under the article</source>
        <translation>Dòng nhắc phím dưới bài</translation>
    </message>
    <message>
        <source>Tab stops at candidates for missing spans</source>
        <translation>Tab dừng cả ở chỗ có thể còn thiếu cụm</translation>
    </message>
    <message>
        <source>capitalised or labelled elsewhere</source>
        <translation>viết hoa hoặc đã gán nhãn ở chỗ khác</translation>
    </message>
    <message>
        <source>what the suggester almost suggested (30 % and more)</source>
        <translation>chỗ máy gần như đã gợi ý (từ 30 % trở lên)</translation>
    </message>
    <message>
        <source>all of these</source>
        <translation>tất cả các loại trên</translation>
    </message>
    <message>
        <source>Tab stops only where the suggester is less sure than (0 = everywhere)</source>
        <translation>Tab chỉ dừng ở gợi ý có độ chắc dưới mức này (0 = mọi gợi ý)</translation>
    </message>
    <message>
        <source>as the system</source>
        <translation>theo hệ thống</translation>
    </message>
    <message>
        <source>light</source>
        <translation>sáng</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>tối</translation>
    </message>
    <message>
        <source>comfortable: tags above the text</source>
        <translation>thoáng: nhãn nằm trên chữ</translation>
    </message>
    <message>
        <source>compact: a tag for the active span only</source>
        <translation>sít: chỉ cụm đang chọn có nhãn</translation>
    </message>
    <message>
        <source>syllables</source>
        <translation>tiếng</translation>
    </message>
    <message>
        <source>none</source>
        <translation>không</translation>
    </message>
    <message>
        <source>runs of capitalised syllables</source>
        <translation>chuỗi tiếng viết hoa</translation>
    </message>
    <message>
        <source>what was labelled elsewhere in the project</source>
        <translation>cụm đã gán nhãn ở nơi khác trong dự án</translation>
    </message>
    <message>
        <source>segmented words</source>
        <translation>từ đã tách</translation>
    </message>
</context>
<context>
    <name>suggesters</name>
    <message>
        <source>what serves the project best</source>
        <translation>bộ hợp với dự án nhất</translation>
    </message>
    <message>
        <source>transformers: a model from a folder or the hub</source>
        <translation>transformers: mô hình trong một thư mục hoặc trên hub</translation>
    </message>
    <message>
        <source>recommender: a server that INCEpTION could use</source>
        <translation>recommender: máy chủ gợi ý dùng được với INCEpTION</translation>
    </message>
    <message>
        <source>chat: a language model’s server (llama.cpp, Ollama…)</source>
        <translation>chat: máy chủ mô hình ngôn ngữ (llama.cpp, Ollama…)</translation>
    </message>
    <message>
        <source>its name at the server; may stay empty</source>
        <translation>tên của nó trên máy chủ; có thể để trống</translation>
    </message>
</context>
</TS>
