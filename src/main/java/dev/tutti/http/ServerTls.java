package dev.tutti.http;

import dev.tutti.config.Argument;
import dev.tutti.config.Section;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Certificate and private key of the server; without both, it speaks plain HTTP.
 *
 * @param cert a PEM file with the server's certificate and those between it and its authority,
 *     empty for none
 * @param key a PEM file with the certificate's private key in PKCS 8, empty for none
 */
public record ServerTls(String cert, String key) {
  /** Plain HTTP. */
  public static final ServerTls NONE = new ServerTls("", "");

  /** Checks that both are given, or none. */
  public ServerTls {
    Argument.check(cert.isEmpty() == key.isEmpty(), "tls", "half of it", "cert and key");
  }

  /** Reads {@code tls: {cert: FILE, key: FILE}}. */
  static ServerTls read(Section section) {
    var cert = file(section, "cert", section.has("key"));
    var key = file(section, "key", section.has("cert"));
    return cert.isEmpty() || key.isEmpty() ? NONE : new ServerTls(cert, key);
  }

  private static String file(Section section, String name, boolean needed) {
    var file = section.string(name).or("");
    boolean readable = !file.isEmpty() && Files.isReadable(Path.of(file));
    if (!readable && (needed || !file.isEmpty())) {
      section.refuse(name, "a PEM file that can be read, as cert and key belong together");
    }
    return file;
  }

  /** Whether clients connect with {@code https}. */
  boolean isOn() {
    return !cert.isEmpty();
  }

  void apply(HttpServerOptions options) {
    if (isOn()) {
      options
          .setSsl(true)
          .setUseAlpn(true)
          .setKeyCertOptions(new PemKeyCertOptions().addCertPath(cert).addKeyPath(key));
    }
  }
}
