package dev.tutti.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate of nobody's authority, made anew with the JDK's own tool. */
public final class TestingAuthority {
  private static final String PASSWORD = "changeit";
  private static final String ALIAS = "it";

  private final Path keys;
  private final Path certificate;

  private TestingAuthority(Path keys, Path certificate) {
    this.keys = keys;
    this.certificate = certificate;
  }

  /** Makes a certificate for a name, such as {@code dns:localhost}, and its key. */
  public static TestingAuthority make(Path folder, String name) throws Exception {
    var keys = folder.resolve("keys.p12");
    keytool(keys, "-genkeypair -keyalg EC -validity 2 -dname CN=test -ext san=" + name);
    var store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
    var certificate = Files.writeString(folder.resolve("ca.pem"), pem(store));
    return new TestingAuthority(keys, certificate);
  }

  private static void keytool(Path keys, String arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.split(" ")));
    command.addAll(List.of("-storetype", "PKCS12", "-keystore", keys.toString()));
    command.addAll(List.of("-storepass", PASSWORD, "-alias", ALIAS, "-J-XX:TieredStopAtLevel=1"));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(said);
    }
  }

  private static String pem(KeyStore store) throws GeneralSecurityException {
    var encoded = Base64.getMimeEncoder().encodeToString(store.getCertificate(ALIAS).getEncoded());
    return "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n";
  }

  /** The private key in PEM, for a server. */
  public Path key() throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
    var encoded = store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
    return Files.writeString(
        keys.resolveSibling("key.pem"),
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(encoded)
            + "\n-----END PRIVATE KEY-----\n");
  }

  /** The key store, for a server. */
  public Path keys() {
    return keys;
  }

  /** Its password. */
  public String password() {
    return PASSWORD;
  }

  /** The certificate in PEM, for clients. */
  public Path certificate() {
    return certificate;
  }
}
