package dev.tutti.wire;

import dev.tutti.config.Section;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whom an upstream's certificate must come from. It is always verified, and so is its name.
 *
 * @param ca a PEM file with the certificates of the authorities that are trusted instead of the
 *     machine's own, empty for those
 */
public record Tls(String ca) {
  /** The machine's own authorities. */
  public static final Tls DEFAULT = new Tls("");

  /** Reads {@code tls: {ca: FILE}}. */
  public static Tls read(Section section) {
    var ca = section.string("ca").or(DEFAULT.ca);
    if (!ca.isEmpty() && !Files.isReadable(Path.of(ca))) {
      section.refuse("ca", "a PEM file that can be read");
    }
    return new Tls(ca);
  }

  /** The file is read when a connection is made: one that is gone by then fails that. */
  void apply(RequestOptions head) {
    if (!ca.isEmpty()) {
      var trusted = new PemTrustOptions().addCertPath(ca);
      head.setSslOptions(new ClientSSLOptions().setUseAlpn(true).setTrustOptions(trusted));
    }
  }
}
