#include "workbench/desktop/compare_copy.h"

#include <algorithm>

#include <QHeaderView>
#include <QImage>
#include <QMimeData>
#include <QPainter>

#include "workbench/desktop/compare_table_model.h"
#include "workbench/desktop/compare_table_view.h"
#include "workbench/desktop/theme.h"

namespace chiiki::desktop {
namespace {

constexpr double pictureScale = 2;  // sharp on paper
constexpr int margin = 8;

std::vector<int> rowsOf(const CompareTableView& table, const std::vector<std::string>& codes)
{
    std::vector<int> rows;
    for (int row = 0; row < table.model()->rowCount(); ++row) {
        const std::string code = table.codeAt(table.model()->index(row, 0));
        if (code.empty() || codes.empty() || std::find(codes.begin(), codes.end(), code) != codes.end())
            rows.push_back(row);
    }
    return rows;
}

QString heading(const CompareTableView& table, int column)
{
    const auto text = [&](int role) { return table.model()->headerData(column, Qt::Horizontal, role).toString(); };
    const QString unit = text(CompareTableModel::UnitRole);
    const QString title = text(CompareTableModel::TitleRole);
    return unit.isEmpty() ? title : title + QStringLiteral(" (") + unit + u')';
}

QString tabSeparated(const CompareTableView& table, const std::vector<int>& rows, const CopiedTexts& texts)
{
    QStringList lines;
    const int columns = table.model()->columnCount();
    const auto line = [&](auto&& cell) {
        QStringList cells;
        for (int column = 0; column < columns; ++column)
            if (column != CompareTableModel::TrendColumn)
                cells << cell(column);
        lines << cells.join(u'\t');
    };
    line([&](int column) { return heading(table, column); });
    for (const int row : rows)
        line([&](int column) {
            return table.model()->index(row, column).data(CompareTableModel::PlainRole).toString();
        });
    for (const QString& text : {texts.title, texts.reconciliation, texts.sources})
        if (!text.isEmpty())
            lines << text;
    return lines.join(u'\n') + u'\n';
}

QString html(const CompareTableView& table, const std::vector<int>& rows, const CopiedTexts& texts)
{
    QString made = QStringLiteral("<table border=\"1\" cellspacing=\"0\" cellpadding=\"3\"><caption>%1</caption><tr>")
                       .arg(texts.title.toHtmlEscaped());
    const int columns = table.model()->columnCount();
    for (int column = 0; column < columns; ++column)
        if (column != CompareTableModel::TrendColumn)
            made += QStringLiteral("<th>%1</th>").arg(heading(table, column).toHtmlEscaped());
    made += QStringLiteral("</tr>");
    for (const int row : rows) {
        made += QStringLiteral("<tr>");
        for (int column = 0; column < columns; ++column) {
            if (column == CompareTableModel::TrendColumn)
                continue;
            const QModelIndex index = table.model()->index(row, column);
            QString style = column == 0 ? QString() : QStringLiteral("text-align:right;");
            if (const QColor heat = index.data(CompareTableModel::HeatRole).value<QColor>(); heat.isValid())
                style += QStringLiteral("background:%1;color:%2;")
                             .arg(heat.name(), QString::fromStdString(hexOf(textOn(rgb(heat.rgb() & 0xFFFFFF)))));
            const QString mark = index.data(CompareTableModel::MarkRole).toString();
            const QString text = index.data().toString();
            made += QStringLiteral("<td style=\"%1\">%2</td>")
                        .arg(style, (mark.isEmpty() ? text : mark + u' ' + text).toHtmlEscaped());
        }
        made += QStringLiteral("</tr>");
    }
    made += QStringLiteral("</table>");
    for (const QString& text : {texts.reconciliation, texts.sources})
        if (!text.isEmpty())
            made += QStringLiteral("<p>%1</p>").arg(text.toHtmlEscaped());
    return made;
}

QImage picture(const CompareTableView& table, const std::vector<int>& rows, const CopiedTexts& texts)
{
    const int columns = table.model()->columnCount();
    int width = 0;
    for (int column = 0; column < columns; ++column)
        width += table.columnWidth(column);
    const QFont caption = theme::font(theme::captionPoints);
    const QFont bold = theme::font(theme::tablePoints, true);
    const int captionLine = QFontMetrics(caption).height();
    const int rowHeight = std::max(table.rowHeight(0), QFontMetrics(table.font()).height());
    const int headHeight = 2 * captionLine;
    QStringList feet = {texts.reconciliation, texts.sources};
    feet.removeAll(QString());
    const QRect footRoom(margin, 0, width, 1000);
    int footHeight = 0;
    for (const QString& foot : feet)
        footHeight += QFontMetrics(caption).boundingRect(footRoom, Qt::TextWordWrap, foot).height();
    const int titleHeight = QFontMetrics(bold).height() + margin;
    const int rowsHeight = static_cast<int>(rows.size()) * rowHeight;
    const QSize size(width + 2 * margin, titleHeight + headHeight + rowsHeight + footHeight + 3 * margin);
    QImage image(size * pictureScale, QImage::Format_RGB32);
    image.setDevicePixelRatio(pictureScale);
    image.fill(qColour(theme::surface));
    QPainter painter(&image);
    painter.setPen(qColour(theme::text));
    painter.setFont(bold);
    painter.drawText(QRect(margin, margin, width, titleHeight), Qt::AlignLeft | Qt::AlignTop, texts.title);
    QStyleOptionViewItem option;
    option.initFrom(&table);
    option.font = table.font();
    option.fontMetrics = QFontMetrics(table.font());
    const int top = margin + titleHeight;
    int x = margin;
    for (int column = 0; column < columns; ++column) {
        const QRect head(x, top, table.columnWidth(column), headHeight);
        painter.setFont(caption);
        painter.setPen(qColour(theme::secondText));
        const auto text = [&](int role) { return table.model()->headerData(column, Qt::Horizontal, role).toString(); };
        const QString title =
            QFontMetrics(caption).elidedText(text(CompareTableModel::TitleRole), Qt::ElideRight, head.width() - margin);
        painter.drawText(head.adjusted(margin / 2, 0, -margin / 2, 0),
                         (column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignTop,
                         title + u'\n' + text(CompareTableModel::UnitRole));
        for (std::size_t i = 0; i < rows.size(); ++i) {
            option.rect = QRect(x, top + headHeight + static_cast<int>(i) * rowHeight, head.width(), rowHeight);
            table.itemDelegate()->paint(&painter, option, table.model()->index(rows[i], column));
        }
        x += head.width();
    }
    painter.setFont(caption);
    painter.setPen(qColour(theme::secondText));
    int y = top + headHeight + rowsHeight + margin / 2;
    for (const QString& foot : feet) {
        const QRect room = QFontMetrics(caption).boundingRect(footRoom, Qt::TextWordWrap, foot);
        painter.drawText(QRect(margin, y, width, room.height()), Qt::TextWordWrap, foot);
        y += room.height();
    }
    return image;
}

}  // namespace

std::unique_ptr<QMimeData> copyOfTable(const CompareTableView& table, const std::vector<std::string>& codes,
                                       const CopiedTexts& texts)
{
    const std::vector<int> rows = rowsOf(table, codes);
    auto data = std::make_unique<QMimeData>();
    data->setText(tabSeparated(table, rows, texts));
    data->setHtml(html(table, rows, texts));
    data->setImageData(picture(table, rows, texts));
    return data;
}

}  // namespace chiiki::desktop
