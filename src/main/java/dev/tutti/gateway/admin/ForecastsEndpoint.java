package dev.tutti.gateway.admin;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.forecast.Band;
import dev.tutti.forecast.Forecast;
import dev.tutti.forecast.ForecastMethod;
import dev.tutti.forecast.Reach;
import dev.tutti.forecast.WeeklyPeaks;
import dev.tutti.forecast.usage.BudgetForecast;
import dev.tutti.forecast.usage.DiskForecast;
import dev.tutti.forecast.usage.PeakForecast;
import dev.tutti.forecast.usage.UsageForecasts;
import dev.tutti.http.Endpoint;
import dev.tutti.http.HttpExchange;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /admin/forecasts?of=budget|tokens|concurrency|disk}. */
public record ForecastsEndpoint(UsageForecasts forecasts) implements Endpoint {
  private static final int MOST_DAYS = 31;
  private static final int MOST_WEEKS = 4;

  @Override
  public void answer(HttpExchange exchange) {
    Map<String, Callable<List<ObjectNode>>> kinds =
        Map.of(
            "budget",
            () -> forecasts.budgets().stream().map(ForecastsEndpoint::json).toList(),
            "tokens",
            () -> forecasts.tokens().stream().map(ForecastsEndpoint::json).toList(),
            "concurrency",
            () -> forecasts.concurrency().stream().map(ForecastsEndpoint::json).toList(),
            "disk",
            () -> List.of(json(forecasts.disk())));
    var of = exchange.query("of").orElse("budget");
    var kind = kinds.get(of);
    if (kind == null) {
      throw Fault.invalid("of", of + " (expected: budget, tokens, concurrency or disk)");
    }
    exchange
        .loop()
        .offload(kind)
        .onSuccess(
            all -> {
              var answer = Json.object().put("of", of);
              answer.putArray("data").addAll(all);
              exchange.json(answer);
            })
        .onFailure(exchange::fail);
  }

  private static ObjectNode json(BudgetForecast each) {
    var json =
        Json.object()
            .put("account", each.account())
            .put("budget_usd", each.most())
            .put("spent_usd", each.spent())
            .put("ends_at", each.ends().toOffsetDateTime().toString());
    method(json, each.forecast());
    if (each.forecast().method() != ForecastMethod.NONE) {
      band(json.putObject("expected_usd"), each.total());
      reach(json.putObject("runs_out"), each.out());
      days(json, each.forecast());
    }
    return json;
  }

  private static ObjectNode json(DiskForecast each) {
    var json = Json.object().put("free_bytes", each.free());
    method(json, each.growth());
    if (each.growth().method() != ForecastMethod.NONE) {
      reach(json.putObject("full"), each.full());
      days(json, each.growth());
    }
    return json;
  }

  private static ObjectNode json(PeakForecast each) {
    var peaks = each.peaks();
    var json = Json.object().put("provider", each.provider()).put("method", peaks.method().word());
    var known = json.putArray("weekly_peaks");
    peaks.weeks().forEach(known::add);
    if (peaks.method() != ForecastMethod.NONE) {
      json.put("weekly_growth", peaks.growth());
      var ahead = json.putArray("weeks_ahead");
      peaks.ahead().stream().limit(MOST_WEEKS).forEach(band -> band(ahead.addObject(), band));
    }
    var bound = each.bound();
    if (bound != null) {
      bound(json, bound, peaks);
    }
    return json;
  }

  private static void bound(ObjectNode json, PeakForecast.Bound bound, WeeklyPeaks peaks) {
    json.put("limit", bound.limit()).put("share", bound.share(peaks));
    json.putObject("above_limit")
        .put("earliest", text(bound.earliest()))
        .put("expected", text(bound.expected()))
        .put("latest", text(bound.latest()));
  }

  private static @Nullable String text(@Nullable LocalDate day) {
    return day == null ? null : day.toString();
  }

  private static void method(ObjectNode json, Forecast forecast) {
    json.put("method", forecast.method().word());
    var score = forecast.score();
    if (score.days() > 0) {
      json.putObject("score")
          .put("mase", score.mase())
          .put("coverage", score.coverage())
          .put("days", score.days());
    }
    var spikes = json.putArray("spikes");
    forecast.spikes().forEach(each -> spikes.add(each.toString()));
  }

  private static void band(ObjectNode json, Band band) {
    json.put("low", band.low()).put("value", band.value()).put("high", band.high());
  }

  private static void reach(ObjectNode json, Reach reach) {
    json.put("probability", reach.probability());
    json.put("earliest", text(reach.earliest()));
    json.put("expected", text(reach.expected()));
    json.put("latest", text(reach.latest()));
  }

  private static void days(ObjectNode json, Forecast forecast) {
    var days = json.putArray("days");
    forecast.days().stream()
        .limit(MOST_DAYS)
        .forEach(day -> band(days.addObject().put("date", day.date().toString()), day.amount()));
  }
}
