package dev.tutti.provider;

import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import dev.tutti.provider.exchange.Timeouts;
import dev.tutti.provider.responses.ApiSelection;
import dev.tutti.provider.spi.Access;
import dev.tutti.provider.spi.ResponsesSettings;
import dev.tutti.provider.spi.Secret;
import dev.tutti.wire.EgressGuard;
import dev.tutti.wire.Origin;
import dev.tutti.wire.Tls;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One provider as it is configured.
 *
 * @param name the first part of {@code provider/model}
 * @param preset the name of the preset that says how it is spoken to
 * @param baseUrl its address, empty for the preset's own
 * @param apiKey its key, if it needs one
 * @param apiVersion the version of its interface where it has several, may be empty
 * @param headers more headers of every request
 * @param timeouts how long each phase of a call may take
 * @param tls how its certificate is verified
 * @param concurrency how many calls it gets at once
 * @param models how many calls at once those of its models get that have less, by their names
 * @param responses which requests go to OpenAI's Responses API
 * @param passthrough whether callers may use endpoints of it that Tutti knows nothing of
 */
public record ProviderSettings(
    String name,
    String preset,
    String baseUrl,
    Secret apiKey,
    String apiVersion,
    Map<String, String> headers,
    Timeouts timeouts,
    Tls tls,
    ConcurrencySettings concurrency,
    Map<String, ConcurrencySettings> models,
    ResponsesSettings responses,
    boolean passthrough) {
  /** A provider's name: it is the first part of {@code provider/model}. */
  public static final Kind<String> NAME =
      Kind.text(
          Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_.-]{0,63}"),
          "a name of letters, digits, - _ and .");

  /** The preset that needs no network. */
  static final String SIMULATED = "sim";

  private static final Kind<String> ADDRESS =
      Kind.of("an address such as https://host/v1", "https://localhost", ProviderSettings::address);
  private static final Kind<String> MODEL = Kind.text();

  /** A provider with the defaults of its preset, which needs no key. */
  public static ProviderSettings of(String name, String preset) {
    return new ProviderSettings(
        name,
        preset,
        "",
        Secret.NONE,
        "",
        Map.of(),
        Timeouts.DEFAULT,
        Tls.DEFAULT,
        ConcurrencySettings.DEFAULT,
        Map.of(),
        ResponsesSettings.DEFAULT,
        true);
  }

  /**
   * Reads the section of a provider; what its preset cannot work with is a problem too, and so is
   * an address that the guard refuses.
   */
  public static ProviderSettings read(
      String name, Section section, Presets presets, EgressGuard egress) {
    var preset = section.string("preset").or("openai-compatible");
    var concurrency = ConcurrencySettings.read(section, ConcurrencySettings.DEFAULT);
    var settings =
        new ProviderSettings(
            name,
            preset,
            section.value("base_url", ADDRESS).or(""),
            Secret.of(section.string("api_key").or("")),
            section.string("api_version").or(""),
            section.values("headers", Kind.text(), Kind.text()),
            Timeouts.read(section.section("timeouts")),
            Tls.read(section.section("tls")),
            concurrency,
            models(section, concurrency),
            ResponsesSettings.read(section, MODEL),
            section.bool("passthrough").or(true));
    if (!preset.equals(SIMULATED)) {
      check(settings, section, presets, egress);
    }
    return settings;
  }

  private static Map<String, ConcurrencySettings> models(
      Section section, ConcurrencySettings provider) {
    var models = new TreeMap<String, ConcurrencySettings>();
    section
        .named("models", MODEL)
        .forEach((name, model) -> models.put(name, ConcurrencySettings.ofModel(model, provider)));
    return Map.copyOf(models);
  }

  /** Connects as if to use it; nothing is asked, so the time does not matter. */
  private static void check(
      ProviderSettings settings, Section section, Presets presets, EgressGuard egress) {
    if (presets.named(settings.preset).isEmpty()) {
      section.refuse("preset", "one of sim, " + String.join(", ", presets.names()));
      return;
    }
    try {
      var upstream =
          presets.connect(settings.preset, settings.access(InstantSource.fixed(Instant.EPOCH)));
      egress
          .refusal(Origin.of(URI.create(upstream.address())).host())
          .ifPresent(why -> section.refuse("base_url", elsewhere(why)));
      if (settings.responses.isAsked() && !(upstream.adapter() instanceof ApiSelection)) {
        section.refuse("responses", "auto or never: this preset does not speak OpenAI's dialect");
      }
    } catch (IllegalArgumentException e) {
      section.report(String.valueOf(e.getMessage()));
    }
  }

  private static String elsewhere(String why) {
    return "another address: this is %s, which only egress.allow can name".formatted(why);
  }

  /** The address and the credentials for a preset. */
  Access access(InstantSource clock) {
    return new Access(baseUrl, apiKey, apiVersion, headers, responses, clock);
  }

  private static String address(String text) {
    Origin.of(URI.create(text));
    return text;
  }
}
