#include "workbench/desktop/why_popover.h"

#include <algorithm>

#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QFontInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QTextBrowser>
#include <QToolButton>
#include <QVBoxLayout>

#include "core/analysis/comparison.h"
#include "core/text/number_text.h"
#include "maps/style/number_format.h"
#include "workbench/desktop/city_document.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/view_state.h"
#include "workbench/desktop/words.h"
#include "workbench/usecases/desk_settings.h"

namespace chiiki::desktop {
namespace {

constexpr double widthEm = 420 / 14.0;
constexpr double heightEm = 340 / 14.0;
constexpr int arrow = 8;  // px, height of the tip
constexpr int margin = 8;
constexpr int hashShown = 8;

std::string pluginOf(const std::string& indicatorId)
{
    return indicatorId.substr(0, indicatorId.find('.'));
}

/// What is worked out in the background.
struct Answer {
    Explanation explanation;
    std::string table;              // of the plugin, that the number is made of; empty = of none
    std::vector<std::string> rows;  // uids in it
};

Result<Answer> answerOf(PluginSession& session, const std::vector<JournalEntry>& journal, const ExplainRequest& request)
{
    auto told = explain(session, journal, request);
    if (!told)
        return tl::unexpected(told.error());
    Answer answer;
    const auto plugin = session.find(pluginOf(told->indicator.id));
    const IndicatorSpec* spec = plugin ? findIndicator((*plugin)->manifest, told->indicator.id) : nullptr;
    if (spec && !spec->quantity.table.empty()) {
        if (const auto rows = session.rowsBehind(told->indicator.id, told->districtCode, told->value.year))
            for (const PluginRow* row : *rows)
                answer.rows.push_back(row->uid);
        if (!answer.rows.empty())
            answer.table = spec->quantity.table;
    }
    answer.explanation = *std::move(told);
    return answer;
}

QString local(const std::string& utc)
{
    const QDateTime at = QDateTime::fromString(QString::fromStdString(utc), Qt::ISODate);
    return at.isValid() ? at.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm")) : QString::fromStdString(utc);
}

QString escaped(const std::string& text)
{
    return QString::fromStdString(text).toHtmlEscaped();
}

}  // namespace

WhyPopover::WhyPopover(const Desk& desk, QWidget* window)
    : QFrame(window)
    , desk_(desk)
    , title_(new QLabel(this))
    , close_(new QToolButton(this))
    , text_(new QTextBrowser(this))
    , copy_(new QPushButton(this))
    , rows_(new QPushButton(this))
    , answer_(new QPushButton(this))
    , command_(new QLineEdit(this))
{
    setObjectName(QStringLiteral("whyPopover"));
    hide();
    setFocusPolicy(Qt::StrongFocus);
    setFocusProxy(text_);
    title_->setObjectName(QStringLiteral("whyTitle"));
    title_->setFont(theme::font(theme::sectionPoints, true));
    title_->setWordWrap(true);
    title_->setTextFormat(Qt::PlainText);
    close_->setObjectName(QStringLiteral("whyClose"));
    close_->setText(QStringLiteral("×"));
    text_->setObjectName(QStringLiteral("whyText"));
    text_->setFrameShape(QFrame::NoFrame);
    text_->setOpenLinks(false);
    text_->document()->setDocumentMargin(0);
    text_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    text_->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    text_->setTextInteractionFlags(Qt::TextBrowserInteraction);
    copy_->setObjectName(QStringLiteral("whyCopy"));
    rows_->setObjectName(QStringLiteral("whyRows"));
    answer_->setObjectName(QStringLiteral("whyAnswer"));
    answer_->setAutoDefault(true);
    command_->setObjectName(QStringLiteral("whyCommand"));
    command_->setReadOnly(true);
    command_->setFont(theme::font(theme::captionPoints));

    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(title_, 1);
    head->addWidget(close_, 0, Qt::AlignTop);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addWidget(copy_);
    foot->addWidget(rows_);
    foot->addWidget(answer_);
    foot->addWidget(command_, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12 + arrow, 12, 12 + arrow);
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(text_, 1);
    column->addLayout(foot);
    setTabOrder(text_, copy_);
    setTabOrder(copy_, rows_);
    setTabOrder(rows_, answer_);
    setTabOrder(answer_, command_);
    setTabOrder(command_, close_);

    connect(close_, &QToolButton::clicked, this, &WhyPopover::dismiss);
    connect(copy_, &QPushButton::clicked, this, [this] {
        if (explanation_)
            QApplication::clipboard()->setText(
                QString::fromStdString(explanationText(*explanation_, desk_.words.language())));
    });
    connect(rows_, &QPushButton::clicked, this, &WhyPopover::openRows);
    connect(answer_, &QPushButton::clicked, this, [this] {
        const WhyQuestion asked = question_;
        dismiss();
        emit answerAsked(asked.indicator, asked.district);
    });
    connect(&desk_.document, &CityDocument::cityChanged, this, &WhyPopover::dismiss);
    connect(&desk_.document, &CityDocument::snapshotChanged, this, [this] {
        if (isVisible())
            work();
    });
    connect(&desk_.words, &Words::changed, this, &WhyPopover::retranslate);
    connect(&theme::looks(), &theme::Looks::changed, this, [this] {
        if (isVisible() && explanation_)
            showAnswer();
    });
    window->installEventFilter(this);
    retranslate();
}

void WhyPopover::ask(const WhyQuestion& question)
{
    if (!desk_.document.city() || question.indicator.empty())
        return;
    if (!isVisible())
        focusBefore_ = QApplication::focusWidget();
    question_ = question;
    explanation_.reset();
    title_->setText(desk_.words("desktop.why_name"));
    text_->setPlainText(desk_.words("desktop.why_working"));
    copy_->setEnabled(false);
    answer_->setEnabled(false);
    rows_->hide();
    command_->clear();
    place();
    show();
    raise();
    text_->setFocus(Qt::PopupFocusReason);
    work();
}

void WhyPopover::dismiss()
{
    if (!isVisible())
        return;
    job_.drop();
    hide();
    if (focusBefore_)
        focusBefore_->setFocus(Qt::PopupFocusReason);
}

void WhyPopover::work()
{
    const OpenedCity& city = *desk_.document.city();
    ExplainRequest request;
    request.indicatorId = question_.indicator;
    request.district = question_.district.empty() ? "city" : question_.district;
    if (question_.year)
        request.year = FiscalYear{*question_.year};
    request.workspace = city.path;
    for (const auto& [id, value] : parametersOf(*city.snapshot, pluginOf(question_.indicator)))
        request.settings.push_back(std::string(id).append("=").append(value));
    job_.start([session = city.session, journal = desk_.document.writer().journal(),
                request] { return answerOf(*session, journal, request); },
               [this](Result<Answer> answer) {
                   if (!answer) {
                       showError(answer.error());
                       return;
                   }
                   explanation_ = std::move(answer->explanation);
                   rowsBehind_ = {Picture::Kind::Rows, pluginOf(explanation_->indicator.id), answer->table,
                                  std::move(answer->rows)};
                   showAnswer();
               });
}

void WhyPopover::showError(const Error& error)
{
    text_->setPlainText(QString::fromStdString(describe(error, desk_.words.language())));
    emit answered();
}

void WhyPopover::showAnswer()
{
    const Language language = desk_.words.language();
    const Explanation& told = *explanation_;
    title_->setText(desk_.words(
        "desktop.why_title",
        {QString::fromStdString(told.name.in(language)), QString::fromStdString(told.indicator.title.in(language)),
         QString::fromStdString(title(told.value.year, language)),
         told.value.value.isNumber()
             ? QString::fromStdString(
                   formatWithUnit(*told.value.value.number(), told.indicator, NumberPlace::Table, language))
             : desk_.words(told.value.value.absence() == Absence::Missing      ? "desktop.absent_missing"
                           : told.value.value.absence() == Absence::Suppressed ? "desktop.absent_suppressed"
                                                                               : "desktop.absent_not_applicable")}));
    text_->setHtml(html());
    copy_->setEnabled(true);
    answer_->setEnabled(!told.hasReconciliation || told.reconciliation.addsUp());
    command_->setText(QString::fromStdString(told.commandLine));
    command_->setCursorPosition(0);
    rows_->setVisible(!rowsBehind_.view.empty());
    setAccessibleDescription(QString::fromStdString(explanationText(told, language)));
    emit answered();
}

QString WhyPopover::tableLine(const QString& heading, const QString& text) const
{
    return QStringLiteral("<tr><td style='padding: 2px 12px 2px 0; white-space: nowrap; color: %1'>%2</td>"
                          "<td style='padding: 2px 0'>%3</td></tr>")
        .arg(QString::fromStdString(hexOf(theme::secondText)), heading.toHtmlEscaped(), text);
}

QString WhyPopover::html() const
{
    const Language language = desk_.words.language();
    const Explanation& told = *explanation_;
    const auto exact = [&](const Value& value, const std::string& unit) {
        if (!value.isNumber())
            return QString::fromUtf8(absenceSign(value.absence()).data());
        const QString name = QString::fromStdString(unit == "ratio" ? "(0..1)" : unitTitle(unit, language));
        return QString::fromStdString(groupedText(*value.number(), decimalsNeeded(*value.number()))) +
               (name.isEmpty() ? QString() : QStringLiteral(" ") + name);
    };
    QString out = QStringLiteral("<p style='margin: 0 0 6px 0'>= %1</p><table cellspacing='0'>")
                      .arg(escaped(told.recipe.formula.in(language)));
    if (told.value.value.isNumber())
        out +=
            tableLine(desk_.words("desktop.why_exact"), exact(told.value.value, told.indicator.unit).toHtmlEscaped());
    for (const IndicatorInput& input : told.inputs)
        out += tableLine(
            QString::fromStdString(input.title.in(language)),
            desk_
                .words("desktop.why_input", {exact(input.value, input.unit),
                                             QString::fromStdString(groupedText(static_cast<double>(input.rows), 0))})
                .toHtmlEscaped());
    for (const ParameterUsed& parameter : told.parameters)
        out += tableLine(QString::fromStdString(parameter.title.in(language)),
                         escaped(parameter.value + " " + unitTitle(parameter.unit, language)));
    for (const SourceEdition& edition : told.editions) {
        QStringList parts = {escaped(edition.fileName.empty() ? edition.credit : edition.fileName)};
        for (const std::string& part : {edition.asOf, edition.encoding, edition.crs})
            if (!part.empty())
                parts << escaped(part);
        if (!edition.sha256.empty())
            parts << QStringLiteral("<span title='%1'>SHA-256 %2…</span>")
                         .arg(escaped(edition.sha256), escaped(edition.sha256.substr(0, hashShown)));
        out += tableLine(desk_.words("desktop.why_source"),
                         escaped(edition.title.in(language)) + QStringLiteral("<br>") + parts.join(u' '));
    }
    if (!told.recipe.crsPath.empty())
        out += tableLine(desk_.words("desktop.why_crs"), escaped(told.recipe.crsPath));
    if (told.hasReconciliation)
        out += tableLine(desk_.words("desktop.name_reconcile"),
                         escaped(reconciliationLine(told.reconciliation, told.districtCount, language, told.madeUp)));
    if (const auto& rules = told.rules)
        out += tableLine(desk_.words("desktop.why_rules"),
                         QStringLiteral("%1 %2 <span title='%3'>SHA-256 %4…</span>")
                             .arg(escaped(rules->title.in(language)), escaped(rules->version),
                                  escaped(rules->manifestSha256), escaped(rules->manifestSha256.substr(0, hashShown))));
    if (const auto& change = told.lastChange)
        out += tableLine(desk_.words("desktop.why_changed"),
                         desk_
                             .words("desktop.why_change", {local(change->at), QString::fromStdString(change->author),
                                                           desk_.words.say(change->what)})
                             .toHtmlEscaped());
    if (!told.value.note.empty())
        out += tableLine(desk_.words("desktop.why_note"), escaped(told.value.note));
    for (const Text& limit : told.recipe.limits)
        out += tableLine(desk_.words("desktop.why_limit"), escaped(limit.in(language)));
    return out + QStringLiteral("</table>");
}

void WhyPopover::openRows()
{
    dismiss();
    desk_.state.setPicture(rowsBehind_);
}

void WhyPopover::place()
{
    const QWidget& window = *parentWidget();
    const double em = QFontInfo(font()).pixelSize();
    const int width = std::min(static_cast<int>(widthEm * em), window.width() - 2 * margin);
    const int height = std::min(static_cast<int>(heightEm * em), window.height() - 2 * margin) + 2 * arrow;
    const QRect cell(window.mapFromGlobal(question_.place.topLeft()), question_.place.size());
    isBelow_ = cell.bottom() + height <= window.height() - margin || cell.top() < height;
    int top = isBelow_ ? cell.bottom() + 1 : cell.top() - height;
    top = std::clamp(top, margin, std::max(margin, window.height() - margin - height));
    const int left =
        std::clamp(cell.center().x() - width / 2, margin, std::max(margin, window.width() - margin - width));
    setGeometry(left, top, width, height);
    tip_ = QPoint(std::clamp(cell.center().x() - left, 2 * arrow, width - 2 * arrow), isBelow_ ? 0 : height);
    update();
}

void WhyPopover::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(0.5, arrow + 0.5, -0.5, -arrow - 0.5);
    const double edge = isBelow_ ? box.top() : box.bottom();
    QPainterPath path;
    path.addRect(box);
    QPainterPath tip(QPointF(tip_.x() - arrow, edge));
    tip.lineTo(QPointF(tip_.x(), isBelow_ ? 0.5 : height() - 0.5));
    tip.lineTo(QPointF(tip_.x() + arrow, edge));
    tip.closeSubpath();
    painter.setPen(QPen(qColour(theme::controlBorder), 1));
    painter.setBrush(qColour(theme::surface));
    painter.drawPath(path.united(tip));
}

void WhyPopover::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else
        QFrame::keyPressEvent(event);
}

bool WhyPopover::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != parentWidget() || !isVisible())
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::Resize)
        dismiss();  // the cell is elsewhere now
    const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    if (isKey && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        // Esc is a key of the window's menu as well; the innermost thing closes first.
        event->accept();
        if (event->type() == QEvent::KeyPress)
            dismiss();
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

void WhyPopover::retranslate()
{
    setAccessibleName(desk_.words("desktop.why_name"));
    close_->setAccessibleName(desk_.words("desktop.why_close"));
    close_->setToolTip(desk_.words("desktop.why_close"));
    text_->setAccessibleName(desk_.words("desktop.why_name"));
    copy_->setText(desk_.words("desktop.why_copy"));
    rows_->setText(desk_.words("desktop.why_rows"));
    answer_->setText(desk_.words("desktop.why_answer"));
    command_->setAccessibleName(desk_.words("desktop.why_command"));
    command_->setToolTip(desk_.words("desktop.why_command"));
    if (isVisible() && explanation_)
        showAnswer();
}

}  // namespace chiiki::desktop
