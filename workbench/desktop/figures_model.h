#pragma once

#include <optional>
#include <string>
#include <vector>

#include <QAbstractListModel>
#include <QMetaType>

#include "workbench/desktop/shown_indicator.h"
#include "workbench/desktop/trend.h"

namespace chiiki::desktop {

class Words;

/// Where one district stands among all.
struct DotStrip {
    std::vector<double> others;  // numbers of the other districts
    std::optional<double> own;   // nullopt = absent
    std::optional<double> mean;  // the city's value; of a sum its part a district
};

/// The indicators of one district (or of the city) as rows: name, value, rank, the strip of all districts, the years.
class FiguresModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole,  // QString: the indicator's full id
        TitleRole,              // QString
        ValueRole,              // QString: with its unit, or the sign of its absence and the reason
        RankRole,               // QString: 「3位/21」; empty where there is none
        YearRole,               // QString: 「R2」
        MarkRole,               // QString: 見本, 推定 or empty
        StripRole,              // DotStrip
        TrendRole,              // TrendCell; invalid where there is one year alone
    };

    explicit FiguresModel(const Words& words, QObject* parent = nullptr);

    /// `code` empty = the city.
    void setContent(const std::vector<ShownIndicator>& figures, const std::string& code);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Row {
        ShownIndicator shown;
        Trends trends;
        ComparisonCell cell;
    };

    QString valueText(const Row& row) const;
    QString rankText(const Row& row) const;
    QString markText(const Row& row) const;
    DotStrip stripOf(const Row& row) const;

    const Words& words_;
    std::vector<Row> rows_;
    std::string code_;
};

}  // namespace chiiki::desktop

Q_DECLARE_METATYPE(chiiki::desktop::DotStrip)
