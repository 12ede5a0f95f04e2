import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Downloads a zip, checks its SHA-512 and unpacks it: all that mvnw needs and a bare JDK can do. */
final class Fetch {
    private Fetch() {}

    /** Takes the address, the expected hash in hexadecimal and the folder to unpack into. */
    public static void main(String[] args) throws Exception {
        Path target = Path.of(args[2]).toAbsolutePath().normalize();
        Path zip = Files.createTempFile("maven", ".zip");
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-512");
            try (InputStream in = new DigestInputStream(URI.create(args[0]).toURL().openStream(), digest)) {
                Files.copy(in, zip, StandardCopyOption.REPLACE_EXISTING);
            }
            String hash = HexFormat.of().formatHex(digest.digest());
            if (!hash.equalsIgnoreCase(args[1])) {
                throw new IOException("the download does not have the expected SHA-512: " + hash);
            }
            Files.createDirectories(target);
            unpack(zip, target);
        } finally {
            Files.delete(zip);
        }
    }

    private static void unpack(Path zip, Path target) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("the archive reaches outside its folder");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                    if (file.getParent().endsWith("bin")) {
                        file.toFile().setExecutable(true);
                    }
                }
            }
        }
    }
}
