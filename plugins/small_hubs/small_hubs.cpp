#include "plugins/small_hubs/small_hubs.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/model/fiscal_year.h"
#include "core/sdk/answer.h"
#include "plugins/small_hubs/hub_rule.h"

namespace chiiki::small_hubs {
namespace {

std::string kilometres(double metres)
{
    const int tenths = static_cast<int>(std::round(metres / 100));
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " km";
}

std::string whole(double number)
{
    return std::to_string(static_cast<long>(std::round(number)));
}

/// "医療 1.3 km、歯科 1.3 km": what would have to come nearer, nearest first.
Text lackingText(const Hub& hub, const Judgement& judgement, const std::vector<Service>& services)
{
    Text text;
    for (const std::size_t s : judgement.lacking) {
        const bool isSomewhere = std::isfinite(hub.nearestM[s]);
        const std::string far = isSomewhere ? " " + kilometres(hub.nearestM[s]) : std::string();
        text.ja += (text.ja.empty() ? "" : "、") + services[s].title.ja + (isSomewhere ? far : "（登録なし）");
        text.en += (text.en.empty() ? "" : ", ") + services[s].title.en + (isSomewhere ? far : " (none registered)");
    }
    return text;
}

Finding failing(const Hub& hub, const Judgement& judgement, const Judgement& other, const HubRule& rule,
                const HubRule& second, const std::vector<Service>& services)
{
    Finding finding;
    finding.id = "hub_" + hub.place->id;
    finding.districtCode = hub.place->districtCode;
    finding.severity = Severity::Watch;
    finding.place = hub.place->lonLat;
    finding.sourceId = hub.place->sourceId;
    if (judgement.kinds == Verdict::Fail) {
        const std::string has = whole(static_cast<double>(judgement.within.size()));
        const std::string all = whole(static_cast<double>(services.size()));
        const std::string near = whole(rule.nearM), needed = whole(rule.leastKinds);
        const Text lacking = lackingText(hub, judgement, services);
        finding.text = {hub.place->name + "は " + near + " m以内に" + all + "種類のうち" + has + "種類で、" + needed +
                            "種類に足りません。ない機能（直線で最も近い所）: " + lacking.ja,
                        hub.place->name + ": " + has + " of " + all + " kinds within " + near + " m, and " + needed +
                            " are needed. Lacking, with the nearest in a straight line: " + lacking.en};
        if (other.kinds == Verdict::Pass) {
            finding.severity = Severity::Note;
            finding.text.ja +=
                "。" + whole(second.nearM) + " m以内・" + whole(second.leastKinds) + "種類の決まりなら足ります";
            finding.text.en += ". Under the rule of " + whole(second.leastKinds) + " kinds within " +
                               whole(second.nearM) + " m it has enough";
        }
        finding.action = {"足りない機能の出張か、移動手段での結び方を地域と話し合ってください。",
                          "Talk with the district about visiting services or a link by transport."};
    } else {
        const std::string days = whole(judgement.linkDays.value_or(0)), needed = whole(rule.linkDays);
        finding.text = {hub.place->name + "は機能の種類は足りますが、移動手段が週" + days + "日で、" + needed +
                            "日に足りません",
                        hub.place->name + " has enough kinds, but transport on " + days + " days a week, and " +
                            needed + " are needed"};
        finding.action = {"運行日を増やすか、別の路線を登録してください。",
                          "Add days, or register another line beside it."};
    }
    return finding;
}

/// Has enough kinds under the first rule and not under the second.
Finding flipping(const Hub& hub, const HubRule& second)
{
    Finding finding;
    finding.id = "hub_second_" + hub.place->id;
    finding.districtCode = hub.place->districtCode;
    finding.place = hub.place->lonLat;
    finding.sourceId = hub.place->sourceId;
    const std::string near = whole(second.nearM), needed = whole(second.leastKinds);
    finding.text = {hub.place->name + "は足りますが、" + near + " m以内・" + needed + "種類の決まりでは足りません",
                    hub.place->name + " has enough kinds, but not under the rule of " + needed + " kinds within " +
                        near + " m"};
    finding.action = {"どちらの決まりで見るかを決めてください。", "Decide by which rule to judge."};
    return finding;
}

/// By district code; the empty code is the city.
struct Sums {
    int hubs = 0;
    int enough = 0;
    int enoughSecond = 0;
    int pass = 0;
    int unknownKinds = 0;
    int unknownWhole = 0;
    int unknownSecond = 0;
    int mostKinds = 0;
};

Value countOf(int number, int unknown)
{
    return unknown > 0 ? Value::absent(Absence::Missing, Status::Computed) : Value::of(number, Status::Computed);
}

std::optional<double> parameter(const OverlayRequest& request, const std::string& id)
{
    const auto found = request.parameters.find(id);
    return found == request.parameters.end() ? std::nullopt : std::optional(std::stod(found->second));
}

}  // namespace

Result<Overlay> overlay(const OverlayRequest& request)
{
    const auto kinds = parameter(request, "least_kinds"), near = parameter(request, "near_m"),
               days = parameter(request, "link_days"), kindsB = parameter(request, "least_kinds_b"),
               nearB = parameter(request, "near_m_b");
    if (request.dataYear == 0 || !kinds || !near || !days || !kindsB || !nearB)
        return fail(
            ErrorKind::BadRequest,
            {"sdk.request_lacks", {"data_year, parameters.least_kinds, near_m, link_days, least_kinds_b, near_m_b"}});
    const HubRule rule{static_cast<int>(*kinds), *near, static_cast<int>(*days)};
    const HubRule second{static_cast<int>(*kindsB), *nearB, rule.linkDays};
    const FiscalYear year{request.dataYear};
    const std::vector<Service> services = servicesOf(request);

    Overlay made;
    made.id = request.overlay;
    std::map<std::string, Sums> sums;
    int withoutLink = 0;
    for (const Hub& hub : hubsOf(request, services)) {
        const Judgement judgement = judge(hub, rule), other = judge(hub, second);
        for (const std::string& code : {hub.place->districtCode, std::string()}) {
            Sums& sum = sums[code];
            ++sum.hubs;
            sum.enough += judgement.kinds == Verdict::Pass;
            sum.enoughSecond += other.kinds == Verdict::Pass;
            sum.pass += judgement.whole == Verdict::Pass;
            sum.unknownKinds += judgement.kinds == Verdict::Unknown;
            sum.unknownSecond += other.kinds == Verdict::Unknown;
            sum.unknownWhole += judgement.whole == Verdict::Unknown;
            sum.mostKinds = std::max(sum.mostKinds, static_cast<int>(judgement.within.size()));
        }
        withoutLink += judgement.kinds == Verdict::Pass && judgement.whole == Verdict::Unknown;
        if (judgement.whole == Verdict::Fail)
            made.findings.push_back(failing(hub, judgement, other, rule, second, services));
        else if (judgement.kinds == Verdict::Pass && other.kinds == Verdict::Fail)
            made.findings.push_back(flipping(hub, second));
    }
    if (withoutLink > 0) {
        Finding finding;
        finding.id = "hubs_without_link";
        const std::string number = std::to_string(withoutLink);
        finding.text = {number + "か所は機能の種類が足りますが、移動手段のある日数の登録がなく、合否を判定できません",
                        number +
                            " have enough kinds, but no days of transport are registered, so nothing can be judged"};
        finding.action = {"「拠点に集まる機能」に移動手段と週の日数を登録してください。",
                          "Register transport and its days a week under the functions of a hub."};
        made.findings.push_back(std::move(finding));
    }

    IndicatorResult enough = sdk::resultOf("hubs_enough"), enoughSecond = sdk::resultOf("hubs_enough_b"),
                    pass = sdk::resultOf("hubs_pass"), most = sdk::resultOf("kinds_near");
    const auto put = [&](const std::string& code) {
        const Sums& sum = sums[code];
        sdk::addValue(enough, code, year, countOf(sum.enough, sum.unknownKinds));
        sdk::addValue(enoughSecond, code, year, countOf(sum.enoughSecond, sum.unknownSecond));
        sdk::addValue(pass, code, year, countOf(sum.pass, sum.unknownWhole));
        if (!code.empty())
            sdk::addValue(most, code, year,
                          sum.hubs == 0 ? Value::absent(Absence::NotApplicable, Status::Computed)
                                        : countOf(sum.mostKinds, sum.unknownKinds));
    };
    for (const OverlayRequest::District& district : request.districts)
        put(district.code);
    put("");
    made.indicators = {std::move(enough), std::move(enoughSecond), std::move(pass), std::move(most)};
    return made;
}

}  // namespace chiiki::small_hubs
