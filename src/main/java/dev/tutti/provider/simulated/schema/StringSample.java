package dev.tutti.provider.simulated.schema;

import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/** Sample of a text: of a format, of a pattern, or words that say that they are simulated. */
final class StringSample {
  private final ObjectNode schema;
  private final String name;
  private final Sample sample;
  private final RandomGenerator random;
  private final int least;
  private final int most;

  StringSample(ObjectNode schema, String name, Sample sample) {
    this.schema = schema;
    this.name = name;
    this.sample = sample;
    this.random = sample.random();
    this.least = sample.bound(schema, "minLength", 0);
    this.most = sample.bound(schema, "maxLength", Integer.MAX_VALUE);
  }

  String value() {
    return patterned()
        .or(() -> formatted(schema.path("format").asString("")))
        .orElseGet(this::plain);
  }

  private Optional<String> patterned() {
    var pattern = schema.path("pattern");
    return pattern.isString()
        ? PatternSample.of(pattern.asString(), least, most, random, sample::spend)
        : Optional.empty();
  }

  private Optional<String> formatted(String format) {
    int one = random.nextInt(10);
    return Optional.ofNullable(
        switch (format) {
          case "date" -> "2024-05-1" + one;
          case "time" -> "12:00:0" + one + "Z";
          case "date-time" -> "2024-05-01T12:00:0" + one + "Z";
          case "duration" -> "PT1" + one + "M";
          case "email", "idn-email" -> "simulated" + one + "@example.com";
          case "hostname", "idn-hostname" -> "simulated" + one + ".example.com";
          case "ipv4" -> "192.0.2.1" + one;
          case "ipv6" -> "2001:db8::" + one;
          case "uri", "uri-reference", "iri", "iri-reference", "url" ->
              "https://example.com/simulated/" + one;
          case "uuid" -> uuid();
          case "json-pointer" -> "/simulated/" + one;
          case "regex" -> "^simulated" + one + "$";
          default -> null;
        });
  }

  private String uuid() {
    long version = (random.nextLong() & ~0xF000L) | 0x4000L;
    long variant = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(version, variant).toString();
  }

  private String plain() {
    var words = "simulated" + (name.isEmpty() ? "" : " " + name) + " " + random.nextInt(1_000);
    var text = words.length() > most ? words.substring(words.length() - most) : words;
    sample.spend(least);
    return text + "x".repeat(Math.max(0, least - text.length()));
  }
}
