package dev.tutti.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All files of the console, by their paths below one folder that is named by a hash of them all: an
 * address of one never means another content. Immutable.
 *
 * @param hash 16 hexadecimal digits
 * @param modules paths of the first module and of all that it needs before it can run
 */
record Assets(String hash, Map<String, Asset> files, List<String> modules) {
  private static final String FIRST = "app/main.js";

  private static final Pattern IMPORT =
      Pattern.compile("^import [^(\\n]* from '([^']+)';", Pattern.MULTILINE);

  /** Any file, to find out where the others are. */
  private static final String ONE = "assets/icon.svg";

  private static final String FOLDER = "dev/tutti/console/assets/";

  /** Files of libraries by the path that modules import them from. */
  private static final Map<String, String> VENDOR =
      Map.of(
          "vendor/preact.js",
          "META-INF/resources/_static/htm/3.1.1/preact/standalone.module.js",
          "vendor/uplot.js",
          "META-INF/resources/webjars/uplot/1.6.30/dist/uPlot.esm.js",
          "vendor/uplot.css",
          "META-INF/resources/webjars/uplot/1.6.30/dist/uPlot.min.css",
          "vendor/marked.js",
          "META-INF/resources/webjars/marked/17.0.1/lib/marked.esm.js");

  private static final int DIGITS = 16;

  /** Files of this program, read when the first is asked for: most servers are not looked at. */
  static Assets shared() {
    return Shared.ASSETS;
  }

  private static final class Shared {
    static final Assets ASSETS = load();
  }

  private static Assets load() {
    try {
      var contents = own();
      for (var each : VENDOR.entrySet()) {
        contents.put(each.getKey(), resource(each.getValue()));
      }
      return of(contents);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files with these contents. */
  static Assets of(Map<String, byte[]> contents) {
    return new Assets(
        hash(new TreeMap<>(contents)),
        contents.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, each -> Asset.of(each.getKey(), each.getValue()))),
        modules(contents));
  }

  private static List<String> modules(Map<String, byte[]> contents) {
    var modules = new ArrayList<String>();
    if (contents.containsKey(FIRST)) {
      modules.add(FIRST);
    }
    for (int i = 0; i < modules.size(); i++) {
      var path = Path.of(modules.get(i));
      var text = new String(contents.getOrDefault(modules.get(i), new byte[0]), UTF_8);
      IMPORT
          .matcher(text)
          .results()
          .map(found -> path.resolveSibling(found.group(1)).normalize().toString())
          .map(imported -> imported.replace('\\', '/'))
          .filter(imported -> !modules.contains(imported))
          .toList()
          .forEach(modules::add);
    }
    return List.copyOf(modules);
  }

  private static String hash(TreeMap<String, byte[]> contents) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      contents.forEach(
          (name, bytes) -> {
            digest.update((name + '\n' + bytes.length + '\n').getBytes(UTF_8));
            digest.update(bytes);
          });
      return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Map<String, byte[]> own() throws IOException {
    var one = Objects.requireNonNull(Assets.class.getResource(ONE), ONE);
    return one.openConnection() instanceof JarURLConnection jar ? inJar(jar) : inFolder(one);
  }

  private static Map<String, byte[]> inFolder(URL one) throws IOException {
    var found = new TreeMap<String, byte[]>();
    var folder = Objects.requireNonNull(Path.of(URI.create(one.toString())).getParent());
    try (var paths = Files.walk(folder)) {
      for (var path : paths.filter(Files::isRegularFile).toList()) {
        found.put(folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
      }
    }
    return found;
  }

  private static Map<String, byte[]> inJar(JarURLConnection connection) throws IOException {
    var found = new TreeMap<String, byte[]>();
    connection.setUseCaches(false);
    try (var jar = connection.getJarFile()) {
      for (var entry : jar.stream().filter(each -> !each.isDirectory()).toList()) {
        if (entry.getName().startsWith(FOLDER)) {
          try (var in = jar.getInputStream(entry)) {
            found.put(entry.getName().substring(FOLDER.length()), in.readAllBytes());
          }
        }
      }
    }
    return found;
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(Assets.class.getClassLoader(), "a class loader")
            .getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
