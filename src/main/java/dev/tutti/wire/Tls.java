package dev.tutti.wire;

import dev.tutti.config.Section;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLException;

/**
 * Authorities that an upstream's certificate must come from; it is always verified, and so is its
 * name.
 *
 * @param ca a PEM file with the certificates of the authorities that are trusted instead of the
 *     machine's own, empty for those
 */
public record Tls(String ca) {
  private static final int MOST_BYTES = 1 << 20;

  private static final ApplicationProtocolConfig PROTOCOLS =
      new ApplicationProtocolConfig(
          Protocol.ALPN,
          SelectorFailureBehavior.NO_ADVERTISE,
          SelectedListenerFailureBehavior.ACCEPT,
          ApplicationProtocolNames.HTTP_2,
          ApplicationProtocolNames.HTTP_1_1);

  /** The machine's own authorities. */
  public static final Tls DEFAULT = new Tls("");

  /** Reads {@code tls: {ca: FILE}}. */
  public static Tls read(Section section) {
    var ca = section.string("ca").or(DEFAULT.ca);
    if (!ca.isEmpty() && !isPem(ca)) {
      section.refuse("ca", "a PEM file of certificates that can be read");
    }
    return new Tls(ca);
  }

  /**
   * Whether a file holds certificates. Nothing else is told of it: whoever gives its name may not
   * be who may look at the files of this machine.
   */
  private static boolean isPem(String name) {
    try {
      var file = Path.of(name);
      if (!Files.isRegularFile(file) || Files.size(file) == 0) {
        return false; // a device, a pipe or one of the kernel's files would be read for ever
      }
      try (var in = Files.newInputStream(file)) {
        var pem = in.readNBytes(MOST_BYTES);
        return new String(pem, StandardCharsets.ISO_8859_1).contains("-----BEGIN CERTIFICATE-----")
            && !CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem))
                .isEmpty();
      }
    } catch (IOException | CertificateException | InvalidPathException _) {
      return false;
    }
  }

  /**
   * What connections of HTTP/1.1 are made with, which offer HTTP/2 too. Reads the file, so it
   * blocks.
   *
   * @throws SSLException when the file holds no certificates any more
   */
  SslContext context() throws SSLException {
    var builder =
        SslContextBuilder.forClient()
            .endpointIdentificationAlgorithm("HTTPS")
            .applicationProtocolConfig(PROTOCOLS);
    return (ca.isEmpty() ? builder : builder.trustManager(new File(ca))).build();
  }

  /** The same for Vert.x's client: the file is read when a connection is made. */
  void apply(RequestOptions head) {
    if (!ca.isEmpty()) {
      var trusted = new PemTrustOptions().addCertPath(ca);
      head.setSslOptions(new ClientSSLOptions().setUseAlpn(true).setTrustOptions(trusted));
    }
  }
}
