package dev.tutti.provider.spi;

import dev.tutti.chat.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.node.ObjectNode;

/**
 * Zhipu's signed token: a JSON Web Token (RFC 7519) with HS256 whose header says {@code sign_type:
 * SIGN} and whose claims are {@code api_key}, {@code exp} and {@code timestamp}, both in
 * milliseconds. One token serves many requests and is renewed well before it expires.
 */
final class ZhipuToken implements ProviderCredentials {
  private static final Duration LIFE = Duration.ofMinutes(30);
  private static final Duration RENEWAL = Duration.ofMinutes(25);

  private final String id;
  private final SecretKeySpec secret;
  private final InstantSource clock;
  private final AtomicReference<Token> latest =
      new AtomicReference<>(new Token(Instant.MIN, List.of()));

  ZhipuToken(String id, String secret, InstantSource clock) {
    this.id = id;
    this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    this.clock = clock;
  }

  @Override
  public List<Map.Entry<String, String>> headers() {
    var now = clock.instant();
    var token = latest.get();
    if (!now.isBefore(token.renewal) || now.isBefore(token.renewal.minus(RENEWAL))) {
      token = new Token(now.plus(RENEWAL), List.of(Map.entry("authorization", bearer(now))));
      latest.set(token);
    }
    return token.headers;
  }

  private String bearer(Instant now) {
    var header = Json.object().put("alg", "HS256").put("sign_type", "SIGN");
    var claims =
        Json.object()
            .put("api_key", id)
            .put("exp", now.plus(LIFE).toEpochMilli())
            .put("timestamp", now.toEpochMilli());
    var signed = encoded(header) + "." + encoded(claims);
    return "Bearer " + signed + "." + signature(signed);
  }

  private String signature(String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      return base64(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
    }
  }

  private static String encoded(ObjectNode json) {
    return base64(Json.bytes(json));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private record Token(Instant renewal, List<Map.Entry<String, String>> headers) {}
}
