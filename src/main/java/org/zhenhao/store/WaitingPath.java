package org.zhenhao.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** H2's files on a disk, but that a write which finds no room waits for it: see {@link DiskRoom}. */
public final class WaitingPath extends FilePathWrapper {
    private static final String SCHEME = "zhenhao";
    private static final String PLAIN = "jdbc:h2:file:";

    static {
        FilePath.register(new WaitingPath());
    }

    /** For H2, which makes them by reflection. */
    @SuppressWarnings("NullAway.Init") // H2 sets the fields of what it makes.
    public WaitingPath() {}

    /** The URL by which H2 opens a file this way; another URL unchanged. */
    static String waiting(String url) {
        return url.startsWith(PLAIN) ? "jdbc:h2:" + SCHEME + ":" + url.substring(PLAIN.length()) : url;
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Waiting(Path.of(getBase().toString()), getBase().open(mode));
    }

    /** A channel whose writes wait. Thread-safe as the one it writes to. */
    private static final class Waiting extends FileBase {
        private final Path file;
        private final FileChannel channel;

        Waiting(Path file, FileChannel channel) {
            this.file = file;
            this.channel = channel;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            return DiskRoom.patiently(file, () -> channel.write(source));
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            return DiskRoom.patiently(file, () -> channel.write(source, position));
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return channel.read(target);
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return channel.read(target, position);
        }

        @Override
        public long position() throws IOException {
            return channel.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            channel.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            channel.truncate(size);
            return this;
        }

        @Override
        public void force(boolean metadata) throws IOException {
            channel.force(metadata);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return channel.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            channel.close();
        }

        @Override
        public String toString() {
            return file.toString();
        }
    }
}
