#include "workbench/desktop/row_form.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "workbench/desktop/city_document.h"
#include "workbench/desktop/field_editor.h"
#include "workbench/desktop/row_model.h"
#include "workbench/desktop/theme.h"
#include "workbench/desktop/words.h"
#include "workbench/usecases/desk_settings.h"

namespace chiiki::desktop {
namespace {

constexpr int restMs = 250;
constexpr int padding = 12;

/// The rows that a link may name, by what they say first.
std::vector<Choice> linkedRows(const FieldSpec& field, const Manifest& manifest, const std::vector<PluginTable>& tables)
{
    std::vector<Choice> choices;
    const TableSpec* table = findTable(manifest, field.linkedTable);
    for (const PluginTable& rows : tables) {
        if (!table || rows.tableId != field.linkedTable)
            continue;
        for (const PluginRow& row : rows.rows) {
            std::string name = row.uid;
            for (const FieldSpec& one : table->fields) {
                const int at = columnIndex(rows, one.id);
                if (one.type != FieldType::Text || at < 0)
                    continue;
                name += " " + textOf(row.values[static_cast<std::size_t>(at)]);
                break;
            }
            choices.push_back({row.uid, {name, name}});
        }
    }
    return choices;
}

}  // namespace

RowForm::RowForm(const Desk& desk, QWidget* parent)
    : QScrollArea(parent)
    , desk_(desk)
{
    setObjectName(QStringLiteral("rowForm"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    rest_.setSingleShot(true);
    rest_.setInterval(restMs);
    connect(&rest_, &QTimer::timeout, this, &RowForm::judge);
    connect(&desk_.document.writer(), &CityWriter::stateChanged, this, &RowForm::showButtons);
}

void RowForm::setTable(const PluginTablePlace& place, const std::vector<PluginTable>& tables)
{
    place_ = place;
    build(tables);
    setRow(nullptr, nullptr);
}

void RowForm::build(const std::vector<PluginTable>& tables)
{
    editors_.clear();
    auto* content = new QWidget;
    content->setAutoFillBackground(true);
    content->setBackgroundRole(QPalette::Base);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(padding, 8, padding, 8);
    column->setSpacing(6);
    auto* head = new QHBoxLayout;
    title_ = new QLabel(content);
    title_->setFont(theme::font(theme::textPoints, true));
    keep_ = new QPushButton(desk_.words("desktop.rows_keep"), content);
    keep_->setObjectName(QStringLiteral("rowKeep"));
    revert_ = new QPushButton(desk_.words("desktop.rows_revert"), content);
    revert_->setObjectName(QStringLiteral("rowRevert"));
    head->addWidget(title_, 1);
    head->addWidget(keep_);
    head->addWidget(revert_);
    column->addLayout(head);
    rules_ = new QLabel(content);
    rules_->setObjectName(QStringLiteral("rowRules"));
    rules_->setWordWrap(true);
    rules_->setFont(theme::font(theme::tablePoints));
    rules_->hide();
    column->addWidget(rules_);

    const Snapshot& city = *desk_.document.city()->snapshot;
    std::vector<FieldSpec> fields;
    if (const TableSpec* table = findTable(place_.manifest, place_.table))
        fields = table->fields;
    FieldSpec citation;
    citation.id = "citation";
    citation.title = {desk_.words("desktop.rows_column_source").toStdString(),
                      desk_.words("desktop.rows_column_source").toStdString()};
    fields.push_back(citation);
    for (const FieldSpec& field : fields) {
        auto* editor = new FieldEditor(field, city, linkedRows(field, place_.manifest, tables), desk_.words, content);
        connect(editor, &FieldEditor::edited, this, &RowForm::edited);
        connect(editor, &FieldEditor::confirmed, this, &RowForm::keep);
        column->addWidget(editor);
        editors_.push_back(editor);
    }
    column->addStretch(1);
    connect(keep_, &QPushButton::clicked, this, &RowForm::keep);
    connect(revert_, &QPushButton::clicked, this, &RowForm::revert);
    setWidget(content);
    setAccessibleName(desk_.words("desktop.rows_form"));
}

void RowForm::setRow(const PluginTable* table, const PluginRow* row)
{
    const TableSpec* spec = findTable(place_.manifest, place_.table);
    uid_ = row ? row->uid : std::string();
    title_->setText(row ? desk_.words("desktop.rows_row", {QString::fromStdString(row->uid.substr(0, 12))})
                        : desk_.words("desktop.rows_new"));
    before_.clear();
    for (FieldEditor* editor : editors_) {
        std::string text;
        if (row && editor->fieldId() == "citation")
            text = row->citation;
        else if (row)
            if (const int at = columnIndex(*table, editor->fieldId()); at >= 0)
                text = textOf(row->values[static_cast<std::size_t>(at)]);
        before_.push_back(text);
        editor->setText(text);
        editor->setFault({});
        editor->setReadOnly(row && spec && editor->fieldId() == spec->keyField);
    }
    rules_->hide();
    isDirty_ = false;
    rest_.stop();
    job_.drop();
    showButtons();
}

void RowForm::focusField(const std::string& fieldId)
{
    for (FieldEditor* editor : editors_)
        if (editor->fieldId() == fieldId) {
            ensureWidgetVisible(editor);
            editor->focusBox();
        }
}

EnteredFields RowForm::typed() const
{
    EnteredFields fields;
    for (std::size_t i = 0; i < editors_.size(); ++i)
        if (const std::string text = editors_[i]->text(); text != before_[i])
            fields.emplace_back(editors_[i]->fieldId(), text);
    return fields;
}

void RowForm::type(const EnteredFields& fields)
{
    if (fields.empty())
        return;  // a row that nobody is typing is not judged
    for (const auto& [id, text] : fields)
        for (FieldEditor* editor : editors_)
            if (editor->fieldId() == id)
                editor->setText(text);
    edited();
}

void RowForm::edited()
{
    isDirty_ = !typed().empty();
    showButtons();
    rest_.start();
}

void RowForm::judge()
{
    const OpenedCity& city = *desk_.document.city();
    job_.start([session = city.session, place = place_, uid = uid_, fields = typed(),
                parameters = parametersOf(
                    *city.snapshot, place_.manifest)] { return tryRow(*session, place, uid, fields, parameters); },
               [this](const RowVerdicts& verdicts) { take(verdicts); });
}

void RowForm::take(const RowVerdicts& verdicts)
{
    const Language language = desk_.words.language();
    QStringList lines;
    for (FieldEditor* editor : editors_) {
        QString fault;
        for (const Error& error : verdicts.faults)
            if (error.where == editor->fieldId())
                fault = desk_.words.say(error.message);
        editor->setFault(fault);
    }
    for (const Error& error : verdicts.faults)
        if (error.where.empty())
            lines << QStringLiteral("✕ ") + desk_.words.say(error.message);
    for (const RuleOutcome& outcome : verdicts.outcomes) {
        const QString sign = outcome.verdict == Verdict::Pass   ? QStringLiteral("✓ ")
                             : outcome.verdict == Verdict::Fail ? QStringLiteral("▲ ")
                                                                : QStringLiteral("… ");
        QString line = sign + QString::fromStdString(outcome.text.in(language));
        if (const std::string& would = outcome.wouldPass.in(language); !would.empty())
            line += QStringLiteral("　") + QString::fromStdString(would);
        if (const std::string& cites = outcome.cites.in(language); !cites.empty())
            line += QStringLiteral("　[%1]").arg(QString::fromStdString(cites));
        lines << line;
    }
    rules_->setText(lines.join(u'\n'));
    rules_->setVisible(!lines.isEmpty());
}

void RowForm::keep()
{
    const EnteredFields fields = typed();
    if (fields.empty() || !desk_.document.writer().canWrite())
        return;
    desk_.document.writer().change(
        [place = place_, uid = uid_, fields](Workspace& workspace, const ChangeStamp& stamp) -> Result<SnapshotPtr> {
            const auto changed =
                uid.empty() ? addRow(workspace, place, fields, stamp) : editRow(workspace, place, uid, fields, stamp);
            return changed ? Result<SnapshotPtr>(changed->snapshot) : tl::unexpected(changed.error());
        });
    emit kept();
}

void RowForm::revert()
{
    for (std::size_t i = 0; i < editors_.size(); ++i) {
        editors_[i]->setText(before_[i]);
        editors_[i]->setFault({});
    }
    rules_->hide();
    rest_.stop();
    job_.drop();
    isDirty_ = false;
    showButtons();
}

void RowForm::showButtons()
{
    if (!keep_)
        return;
    keep_->setEnabled(isDirty_ && desk_.document.writer().canWrite());
    revert_->setEnabled(isDirty_);
}

void RowForm::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && isDirty_)
        revert();
    else
        QScrollArea::keyPressEvent(event);
}

bool RowForm::event(QEvent* event)
{
    // Esc is a key of the window's menu as well; what is being typed goes first.
    if (event->type() == QEvent::ShortcutOverride && isDirty_ &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QScrollArea::event(event);
}

}  // namespace chiiki::desktop
