import 'reflect-metadata';
import { Body, Controller, HttpCode, Injectable, Module, Post, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { InjectDataSource, TypeOrmModule } from '@nestjs/typeorm';
import { Allow, IsArray, IsIn, IsNotEmpty, IsNumber, IsObject, IsOptional, IsString } from 'class-validator';
import { Column, DataSource, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** The usual service of this kind: a DTO, a service, and find and save in a transaction for each request. */

@Entity('orm_tickets')
class OrmTicket {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Index()
  @Column({ type: 'text' })
  subjectId: string;

  @Column({ type: 'text' })
  category: string;

  @Column({ type: 'text', default: 'open' })
  status: string;

  @Column({ type: 'int', default: 0 })
  signalCount: number;
}

@Entity('orm_signals')
class OrmSignal {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Index({ unique: true })
  @Column({ type: 'text' })
  externalId: string;

  @Column({ type: 'uuid' })
  ticketId: string;

  @Column({ type: 'jsonb' })
  body: object;
}

@Entity('orm_events')
class OrmEvent {
  @PrimaryGeneratedColumn('increment')
  id: number;

  @Column({ type: 'uuid' })
  ticketId: string;

  @Column({ type: 'text' })
  type: string;
}

class SignalBody {
  @IsIn(['report', 'flag', 'appeal', 'request'])
  kind: string;

  @IsString()
  @IsNotEmpty()
  externalId: string;

  @IsString()
  category: string;

  @IsObject()
  subject: { id: string };

  @IsOptional()
  @IsNumber()
  confidence?: number;

  @IsOptional()
  @IsString()
  text?: string;

  @Allow()
  severity?: string;

  @Allow()
  channelId?: string;

  @Allow()
  data?: object;
}

class BatchBody {
  @IsArray()
  signals: SignalBody[];
}

@Injectable()
class SignalsService {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  accept(signal: SignalBody): Promise<{ signalId: string; ticketId: string; duplicate: boolean }> {
    return this.dataSource.transaction(async (manager) => {
      const known = await manager.findOneBy(OrmSignal, { externalId: signal.externalId });
      if (known) return { signalId: known.id, ticketId: known.ticketId, duplicate: true };
      const { category, subject } = signal;
      const found = await manager.findOneBy(OrmTicket, { subjectId: subject.id, category, status: 'open' });
      const ticket = found ?? manager.create(OrmTicket, { subjectId: subject.id, category, signalCount: 0 });
      ticket.signalCount += 1;
      await manager.save(ticket);
      const saved = await manager.save(
        manager.create(OrmSignal, { externalId: signal.externalId, ticketId: ticket.id, body: signal }),
      );
      await manager.save(manager.create(OrmEvent, { ticketId: ticket.id, type: found ? 'added' : 'opened' }));
      return { signalId: saved.id, ticketId: ticket.id, duplicate: false };
    });
  }
}

@Controller()
class SignalsController {
  constructor(private readonly signals: SignalsService) {}

  @Post('signals')
  @HttpCode(202)
  one(@Body() body: SignalBody) {
    return this.signals.accept(body);
  }

  @Post('signals/batch')
  @HttpCode(202)
  async batch(@Body() { signals }: BatchBody) {
    const results = [];
    for (const signal of signals) results.push(await this.signals.accept(signal));
    return { results };
  }
}

@Module({
  imports: [
    TypeOrmModule.forRoot({
      type: 'postgres',
      url: process.env['DATABASE_URL'] ?? '',
      entities: [OrmTicket, OrmSignal, OrmEvent],
      synchronize: true,
      poolSize: 16,
    }),
  ],
  controllers: [SignalsController],
  providers: [SignalsService],
})
class PeerModule {}

const app = await NestFactory.create<NestFastifyApplication>(
  PeerModule,
  new FastifyAdapter({ bodyLimit: 8 * 1024 * 1024 }),
  { logger: false },
);
app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true }));
await app.listen(0, '127.0.0.1');
process.send?.(Number(new URL(await app.getUrl()).port));
process.once('SIGTERM', () => void app.close().then(() => process.exit(0)));
