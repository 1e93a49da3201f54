import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Build step: brings the classes of a jar that are in the format of Java 5 or older to that of Java
 * 8.
 *
 * <p>The JVM's ahead-of-time cache leaves such classes out, since they lack the stack maps by which
 * newer ones are verified. So each start would load and verify them anew: with picocli that is a
 * sixth of the time to the first answer. Their code stays what it is; stack maps are added, and
 * every class is verified. Entries keep their times, so that builds can be compared byte by byte.
 */
final class ClassUpgrade {
  private static final int MINIMUM = ClassFile.JAVA_6_VERSION;

  private final Path root;
  private final ClassFile format;

  private ClassUpgrade(Path root) {
    this.root = root;
    var hierarchy =
        ClassHierarchyResolver.ofResourceParsing(this::stream)
            .orElse(ClassHierarchyResolver.defaultResolver());
    this.format =
        ClassFile.of(
            StackMapsOption.GENERATE_STACK_MAPS, ClassHierarchyResolverOption.of(hierarchy));
  }

  /**
   * @param args the jar, which is changed in place
   */
  public static void main(String[] args) throws IOException {
    try (var jar = FileSystems.newFileSystem(Path.of(args[0]))) {
      var upgrade = new ClassUpgrade(jar.getPath("/"));
      try (var files = Files.walk(upgrade.root)) {
        for (var file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
          upgrade.file(file);
        }
      }
    }
  }

  private void file(Path file) throws IOException {
    if (version(file) >= MINIMUM) {
      return;
    }
    var time = Files.getLastModifiedTime(file);
    Files.write(file, upgraded(Files.readAllBytes(file)));
    Files.setLastModifiedTime(file, time);
  }

  /** The major version, in the seventh and eighth byte of a class. */
  private static int version(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var head = in.readNBytes(8);
      return Byte.toUnsignedInt(head[6]) << 8 | Byte.toUnsignedInt(head[7]);
    }
  }

  private byte[] upgraded(byte[] bytes) {
    var code = ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL);
    var stamp = ClassTransform.endHandler(end -> end.withVersion(ClassFile.JAVA_8_VERSION, 0));
    var upgraded = format.transformClass(format.parse(bytes), code.andThen(stamp));
    format.verify(upgraded).stream()
        .findFirst()
        .ifPresent(
            error -> {
              throw error;
            });
    return upgraded;
  }

  /** Bytes of a class of the jar, null for one that is not in it. */
  private InputStream stream(ClassDesc type) {
    var descriptor = type.descriptorString();
    var file = root.resolve(descriptor.substring(1, descriptor.length() - 1) + ".class");
    try {
      return Files.exists(file) ? Files.newInputStream(file) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
