package io.muster.server.storage;

import io.muster.server.config.MusterProperties;
import io.muster.server.outbound.GuardedResolver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.PublicKey;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;

/** One connection to an SFTP server whose key is known, to the address that was checked. For one thread. */
final class SftpConnection implements AutoCloseable {

    private final SshClient ssh;
    private final SftpClient client;

    private SftpConnection(SshClient ssh, SftpClient client) {
        this.ssh = ssh;
        this.client = client;
    }

    static SftpConnection open(
            SftpSettings settings, TargetSecrets secrets, GuardedResolver resolver, MusterProperties.Outbound server)
            throws IOException {
        PublicKey expected = SftpKeys.hostKey(settings.hostKey());
        InetSocketAddress address =
                new InetSocketAddress(resolver.resolve(settings.host())[0], settings.port());
        SshClient ssh = SshClient.setUpDefaultClient();
        // Neither this machine's ~/.ssh/config nor its keys have a say.
        ssh.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        ssh.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        ssh.setServerKeyVerifier((session, remote, key) -> KeyUtils.compareKeys(expected, key));
        CoreModuleProperties.IDLE_TIMEOUT.set(ssh, server.timeout());
        CoreModuleProperties.NIO2_READ_TIMEOUT.set(ssh, server.timeout());
        ssh.start();
        try {
            ClientSession session = ssh.connect(settings.user(), address)
                    .verify(server.connectTimeout())
                    .getSession();
            identify(session, secrets);
            session.auth().verify(server.timeout());
            return new SftpConnection(ssh, SftpClientFactory.instance().createSftpClient(session));
        } catch (IOException | RuntimeException e) {
            ssh.stop();
            throw e;
        }
    }

    SftpClient client() {
        return client;
    }

    /** Ends what another thread does with it. */
    void breakOff() {
        ssh.close(true);
    }

    /** Whether somebody has to mend it: a wrong key or password, another host key. */
    static boolean isRefusal(IOException error) {
        return error instanceof SshException ssh
                && (ssh.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE
                        || ssh.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_HOST_KEY_NOT_VERIFIABLE);
    }

    private static void identify(ClientSession session, TargetSecrets secrets) {
        if (secrets instanceof TargetSecrets.Sftp sftp && sftp.password() != null) {
            session.addPasswordIdentity(sftp.password());
        } else if (secrets instanceof TargetSecrets.Sftp sftp) {
            SftpKeys.keys(sftp).forEach(session::addPublicKeyIdentity);
        } else {
            throw StorageFaults.refused("There is neither a password nor a key for the SFTP server.");
        }
    }

    @Override
    public void close() {
        ssh.stop();
    }
}
